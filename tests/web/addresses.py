"""Every address of the product and whom it lets in: the table of `test_every_address`."""

from dataclasses import dataclass, field

EVERYBODY = ("visitor", "staff", "other_staff", "entrant", "collaborator", "judge", "judge_collaborator", "stranger")
SIGNED_IN = EVERYBODY[1:]
STAFF = ("staff",)
ANY_STAFF = ("staff", "other_staff")
COMPANY = ("entrant",)  # speaks for the company and nominated it
VOUCHES = ("staff", "other_staff", "entrant")  # a member, or any staff while the company belongs to no organizer
ON_ENTRY = ("entrant", "collaborator", "judge_collaborator")
EDITS = ("entrant", "collaborator")
HANDS_IN = ("entrant",)
JUDGE = ("judge",)
NOBODY: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """`who` is let in while results are secret, `after` once they are announced (the same, unless it says so).

    `needs` names the thing that each part of the address takes, where the part's own name does not say it.
    """

    name: str
    who: tuple[str, ...]
    needs: dict[str, str] = field(default_factory=dict)
    after: tuple[str, ...] | None = None

    @property
    def later(self) -> tuple[str, ...]:
        return self.who if self.after is None else self.after


def _rows(who: tuple[str, ...], names: str, prefix: str = "", **needs: str) -> list[Row]:
    return [Row(prefix + name, who, needs) for name in names.split()]


PUBLIC = [
    *_rows(EVERYBODY, "look account_login"),
    *_rows(EVERYBODY, "programs program edition categories category how_to_enter judging", "public:"),
    *_rows(EVERYBODY, "how_judging_works winners archive honor_list announcements feed program_feed search", "public:"),
    Row("public:announcement", NOBODY, {"public_id": "announcement"}, after=EVERYBODY),
    Row("public:write_up", NOBODY, {"public_id": "write_up"}, after=(*STAFF, *ON_ENTRY)),  # not approved yet
    Row("public:approve_write_up", NOBODY, {"public_id": "write_up"}, after=(*STAFF, *HANDS_IN)),
    Row("public:take_down_write_up", NOBODY, {"public_id": "write_up"}, after=(*STAFF, *HANDS_IN)),
    *_rows(EVERYBODY, "openapi-json openapi-view programs program edition honor_lists winners announcements", "api:"),
    Row("api:write_up", NOBODY, {"public_id": "write_up"}),
]

ONE_S_OWN = [
    Row("account_request_login_code", SIGNED_IN),
    Row("sign-in-link", EVERYBODY),
    Row("sign-in-link-fresh", EVERYBODY),
    Row("sign-out", EVERYBODY),
    Row("home", SIGNED_IN),
    Row("me", SIGNED_IN),
    Row("answer-join-request", VOUCHES, {"organization_id": "company", "person_id": "asks_to_join"}),
    Row("outbox", NOBODY),  # of the demo, and of operators
    Row("outbox-message", NOBODY, {"public_id": "mail"}),
]

ENTRANT = [
    *_rows(SIGNED_IN, "home organizations organization-new organization-find nominations feedback", "entrant:"),
    *_rows(SIGNED_IN, "organization-join", "entrant:", public_id="company"),
    *_rows(COMPANY, "organization", "entrant:", public_id="company"),
    *_rows(VOUCHES, "organization-answer", "entrant:", public_id="company", person_id="asks_to_join"),
    *_rows(SIGNED_IN, "nominate", "entrant:"),
    Row("entrant:enter", SIGNED_IN, {"program_key": "one_step_program", "edition_key": "one_step_edition"}),
    *_rows(COMPANY, "nomination save-nomination nomination-withdraw", "entrant:", public_id="nomination"),
    *_rows(COMPANY, "start-application", "entrant:", public_id="nominated"),
    *_rows(ON_ENTRY, "entry read people submitted section", "entrant:", public_id="entry", key="section"),
    *_rows(ON_ENTRY, "files file check", "entrant:", public_id="entry"),
    *_rows(EDITS, "add-file save-title save-answer", "entrant:", public_id="entry"),
    *_rows(EDITS, "save-metric", "entrant:", public_id="entry", row="metric"),
    *_rows(EDITS, "save-testimonial", "entrant:", public_id="entry", row="testimonial"),
    Row("entrant:remove-file", EDITS, {"public_id": "attachment"}),
    *_rows(HANDS_IN, "division submit withdraw take-up-again", "entrant:", public_id="entry"),
    *_rows(HANDS_IN, "people-change", "entrant:", public_id="entry", person_id="collaborator"),
    *[
        Row(f"entrant:{name}", NOBODY, {"public_id": "report"}, after=ON_ENTRY)
        for name in ("feedback-report", "feedback-pdf")
    ],
]

DESK = [
    *_rows(SIGNED_IN, "home", "judge:"),
    *_rows(JUDGE, "edition invitation agreement conflicts profile step-down", "judge:"),
    *_rows(JUDGE, "desk save save-score save-remark review others reopen recuse wrong-category file", "judge:"),
]

ROOM = [
    *_rows(SIGNED_IN, "home", "organizer:"),
    *_rows(STAFF, "import staff staff-end organizations organization membership", "organizer:", person="staff"),
    *_rows(STAFF, "organization-verify organization-parent organization-merge", "organizer:"),
    *_rows(STAFF, "organization-confirm organization-decline", "organizer:", person="asks_to_join"),
    *_rows(STAFF, "overview entries entry entry-withdraw entry-disqualify entry-move entry-fee file", "organizer:"),
    *_rows(STAFF, "nominations nomination decide nominated-fee override", "organizer:"),
    *_rows(STAFF, "judging judges judges-invite judge judge-resend judge-change conflict-withdraw", "organizer:"),
    *_rows(STAFF, "conflicts conflicts-in-force conflicts-settled conflicts-decide conflicts-give-up", "organizer:"),
    *_rows(STAFF, "assignment-give-back doubted-categories decided-categories", "organizer:"),
    Row("organizer:category-decide", STAFF, {"report": "category_report"}),
    *_rows(STAFF, "conflict-note scorecard-count", "organizer:"),
    *_rows(STAFF, "judges-several judges-export judge-withdraw judge-return", "organizer:"),
    *_rows(STAFF, "assignments assign assignment-remove round-open round-close round-tally remind", "organizer:"),
    # The story has one round, so nobody goes on to another; `views/test_advancing.py` asks these for the cast.
    *_rows(NOBODY, "advances advances-decide advance-override advance-settle advance-reopen", "organizer:"),
    *_rows(STAFF, "fill plan plan-again plan-undo repair top-up chosen-seats", "organizer:"),
    *_rows(STAFF, "results standing tallies tally-run tally-inputs tally-outcome tally-analysis", "organizer:"),
    *_rows(STAFF, "standing-choose standing-against tallies-compare", "organizer:"),
    *_rows(STAFF, "results-judges results-judge results-criteria results-sensitivity results-advice", "organizer:"),
    *_rows(STAFF, "honors honors-accept honor-cite honor-name honor-give award-withhold honor-revoke", "organizer:"),
    *_rows(STAFF, "figures", "organizer:"),
    *_rows(NOBODY, "tie-resolve state-settle figure-revoke", "organizer:"),  # there is no such state in this story
    Row("organizer:honor-correct", NOBODY, after=STAFF),  # before it, an honor is taken back
    *_rows(STAFF, "write-ups", "organizer:"),
    *_rows(STAFF, "resolution-revoke reports reports-make report report-pdf publish", "organizer:"),
    *_rows(STAFF, "setup form-preview export date-move edition-publish clone revise declaration rubric", "organizer:"),
    *_rows(STAFF, "ledger", "organizer:"),
]

TABLE = [*PUBLIC, *ONE_S_OWN, *ENTRANT, *DESK, *ROOM]
