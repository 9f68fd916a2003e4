"""Addresses of an edition's results, from the first tally to the announcement."""

from django.urls import URLPattern, URLResolver, include, path

from laurels.web.organizer.views import (
    decisions,
    figures,
    publish,
    published,
    results,
    results_analysis,
    results_reports,
    results_tallies,
)

tallies: list[URLPattern | URLResolver] = [
    path("", results_tallies.tallies, name="tallies"),
    path("run/", results_tallies.run, name="tally-run"),
    path("compare/", results_tallies.compare, name="tallies-compare"),
    path("<int:number>/inputs.json", results_tallies.inputs, name="tally-inputs"),
    path("<int:number>/outcome.json", results_tallies.outcome, name="tally-outcome"),
    path("<int:number>/analysis.json", results_tallies.analysis, name="tally-analysis"),
]

honors: list[URLPattern | URLResolver] = [
    path("", decisions.honors, name="honors"),
    path("accept/", decisions.accept, name="honors-accept"),
    path("entries/<int:number>/", decisions.by_hand, name="honor-give"),
    path("lists/", decisions.name, name="honor-name"),
    path("no-award/", decisions.withhold, name="award-withhold"),
    path("ties/<slug:token>/", decisions.tie, name="tie-resolve"),
    path("missing/<slug:token>/", decisions.settle, name="state-settle"),
    path("resolutions/<slug:resolution>/", decisions.reopen, name="resolution-revoke"),
    path("<slug:honor>/correct/", published.correct, name="honor-correct"),
    path("<slug:honor>/for-what/", decisions.cite, name="honor-cite"),
    path("<slug:honor>/take-back/", decisions.revoke, name="honor-revoke"),
]

reports: list[URLPattern | URLResolver] = [
    path("", results_reports.reports, name="reports"),
    path("make/", results_reports.make, name="reports-make"),
    path("<slug:report>/", results_reports.report, name="report"),
    path("<slug:report>/report.pdf", results_reports.document, name="report-pdf"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", results.standings, name="results"),
    path("entries/<int:number>/", results.standing, name="standing"),
    path("entries/<int:number>/figures/", figures.figures, name="figures"),
    path("figures/<slug:figure>/", figures.figure_revoke, name="figure-revoke"),
    path("entries/<int:number>/against/", results.choose, name="standing-choose"),
    path("entries/<int:number>/against/<int:other>/", results.against, name="standing-against"),
    path("judges/", results_analysis.judges, name="results-judges"),
    path("judges/<slug:judge>/", results_analysis.judge, name="results-judge"),
    path("criteria/", results_analysis.criteria, name="results-criteria"),
    path("sensitivity/", results_analysis.sensitivity, name="results-sensitivity"),
    path("one-more-review/", results_analysis.advice, name="results-advice"),
    path("tallies/", include(tallies)),
    path("honors/", include(honors)),
    path("reports/", include(reports)),
    path("write-ups/", published.write_ups, name="write-ups"),
    path("announce/", publish.publish, name="publish"),
]
