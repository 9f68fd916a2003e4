"""Programs as hypothesis makes them: valid, and as odd as a valid program can be."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from laurels.programs.definition import (
    DEFAULT_RULE,
    GOES_ON,
    AnchorDef,
    AreaDef,
    BallotStep,
    CategoryDef,
    CombineStep,
    CriterionDef,
    DeductStep,
    DivisionDef,
    DivisionTestDef,
    EditionDef,
    EligibilityDef,
    EntryDef,
    ExpertiseDef,
    FeeDef,
    FieldDef,
    FormDef,
    HonorDef,
    HonorListDef,
    JudgingDef,
    MembershipTypeDef,
    MilestoneDef,
    MinimumStep,
    MissingStep,
    MultiplyStep,
    NormalizeStep,
    OrganizerDef,
    PastHonorDef,
    PerCategorySelection,
    PlaceStep,
    ProgramDef,
    QuotaRange,
    QuotaSelection,
    RoundDef,
    RoundStep,
    RoundWeight,
    RubricDef,
    RuleDef,
    ScaleDef,
    ScaleStep,
    SectionDef,
    SelectionDef,
    StepDef,
    TierDef,
    TiersSelection,
    TopSelection,
)
from laurels.programs.files.checks.combining import CHAINS, hows

MODES = ("half-up", "half-even", "up", "down")
ZONES = ("America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu", "UTC")
TYPES = ("one", "two", "three")
_LETTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("'\"\\#[]{}=,.")

keys = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True)
names = st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(lambda name: name.splitlines() == [name])
prose = st.text(_LETTERS | st.sampled_from("\n\n\t"), max_size=40).map(str.strip)
flags = st.booleans()


def decimals(low: int, high: int, places: int = 2) -> st.SearchStrategy[Decimal]:
    return st.decimals(low, high, places=places).map(lambda number: number.copy_abs() if number == 0 else number)


def keyed(of: Any, *, least: int = 0, most: int = 3) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any definition
    """A tuple of definitions, no key twice."""
    return st.lists(of, min_size=least, max_size=most, unique_by=lambda each: each.key).map(tuple)


def fields(kind: str) -> st.SearchStrategy[FieldDef]:
    limits = st.none() | st.integers(1, 9999) if kind == "text" else st.none()
    return st.builds(FieldDef, key=keys, label=names, kind=st.just(kind), help=prose, required=flags, word_limit=limits)


@st.composite
def forms(draw: st.DrawFn) -> FormDef:
    """With a text and an address among its fields, so that any source can be judged."""
    more = draw(st.lists(st.sampled_from(["line", "text", "url", "access", "document"]), max_size=3))
    kinds = ["text", "url", *more]
    field_keys = draw(st.lists(keys, min_size=len(kinds), max_size=len(kinds), unique=True))
    made = [draw(fields(kind).map(_with_key(key))) for kind, key in zip(kinds, field_keys, strict=True)]
    accepts = st.lists(st.sampled_from(["metrics", "testimonials", "attachments"]), unique=True).map(tuple)
    sections = [
        SectionDef(
            key=key,
            title=draw(names),
            instruction=draw(prose),
            prompts=draw(st.lists(names, max_size=3).map(tuple)),
            fields=tuple(made[place::2]),
            accepts=draw(accepts),  # type: ignore[arg-type]  # hypothesis loses the literal
        )
        for place, key in enumerate(draw(st.lists(keys, min_size=2, max_size=2, unique=True)))
    ]
    return FormDef(title=draw(names), guidance=draw(prose), sections=tuple(sections))


def _with_key(key: str) -> Any:  # noqa: ANN401 - a function for `map`
    return lambda field: FieldDef(**{**vars(field), "key": key})


@st.composite
def scales(draw: st.DrawFn) -> ScaleDef:
    step = draw(st.sampled_from([Decimal("0.1"), Decimal("0.25"), Decimal(1), Decimal("2.5")]))
    minimum = draw(decimals(-5, 5))
    maximum = minimum + step * draw(st.integers(1, 20))
    return ScaleDef(minimum=minimum, maximum=maximum, step=draw(st.sampled_from([step, None])))


@st.composite
def rubrics(draw: st.DrawFn) -> RubricDef:
    scale = draw(scales())
    count = draw(st.integers(1, 4))
    found = draw(st.lists(keys, min_size=count, max_size=count, unique=True))
    titles = draw(st.lists(names, min_size=count, max_size=count, unique=True))
    criteria = []
    for key, title in zip(found, titles, strict=True):
        own = draw(st.just(scale) | scales())
        points = draw(st.lists(st.sampled_from(own.points() or (own.minimum, own.maximum)), unique=True, max_size=3))
        criteria.append(
            CriterionDef(
                key=key,
                name=title,
                question=draw(names),
                scale=own,
                guidance=draw(prose),
                weight=draw(decimals(0, 99).filter(bool)),
                source=draw(st.sampled_from(["site", "essay", "entry"])),
                anchors=tuple(AnchorDef(at=point, text=draw(names)) for point in points),
            )
        )
    areas = [
        AreaDef(
            key="first",
            name=draw(names),
            description=draw(prose),
            weight=draw(decimals(0, 99).filter(bool)),
            criteria=tuple(criteria[:2]),
        )
    ]
    if criteria[2:]:
        areas.append(AreaDef(key="second", name=draw(names), criteria=tuple(criteria[2:])))
    return RubricDef(scale=scale, note=draw(prose), areas=tuple(areas))


def combined(draw: st.DrawFn, level: str, of: str, weights: tuple[RoundWeight, ...] = ()) -> CombineStep:
    """A combine step with any way that is allowed there."""
    how = draw(st.sampled_from(sorted(hows(level, of))))
    more: dict[str, Any] = {}
    if how.startswith("trimmed"):
        more = {"drop_high": draw(st.integers(1, 2)), "drop_low": draw(st.integers(0, 2))}
    if how.startswith(("middle", "best")):
        more = {"keep": draw(st.integers(1, 4))}
    if of == "round" and how == "weighted-mean":
        more = {"weights": weights}
    return CombineStep(level=level, of=of, how=how, **more)  # type: ignore[arg-type]  # from the lists of what is allowed


multipliers = st.builds(lambda by: {"by": by}, decimals(1, 9)) | st.builds(lambda key: {"factor": key}, keys)


@st.composite
def rules(draw: st.DrawFn, rubric: RubricDef, round_keys: tuple[str, ...] = ("judging",)) -> RuleDef:
    weights = tuple(RoundWeight(round=key, weight=draw(decimals(0, 99).filter(bool))) for key in round_keys)
    chain: list[StepDef] = []
    for level, of in draw(st.sampled_from(CHAINS)):
        chain.append(combined(draw, level, of, weights))
        if draw(flags):
            chain.append(MultiplyStep(level=level, **draw(multipliers)))  # type: ignore[arg-type]
        if draw(flags):
            chain.append(RoundStep(level=level, digits=draw(st.integers(0, 4)), mode=draw(st.sampled_from(MODES))))  # type: ignore[arg-type]
        if draw(flags) and level in {"scorecard", "round", "entry"}:
            chain.append(ScaleStep(level=level, to=draw(decimals(1, 100))))  # type: ignore[arg-type]
    breaks = st.lists(st.sampled_from([f"criterion:{each.key}" for each in rubric.criteria]), unique=True, max_size=2)
    start: list[StepDef] = [MissingStep(not_applicable=draw(st.sampled_from(["rescale", "zero", "refuse"])))]
    if draw(flags):
        start.append(BallotStep(entries=draw(st.integers(1, 9))))
    if draw(flags) and len({each.scale for each in rubric.criteria}) == 1:
        start.append(NormalizeStep(level="criterion", undefined=draw(st.sampled_from(["shift", "leave"]))))
    if draw(flags):
        chain.append(DeductStep(floor=draw(st.none() | decimals(-5, 5))))
    ties_at = draw(st.none() | st.integers(0, 4))
    place = PlaceStep(
        best=draw(st.sampled_from(["high", "low"])),
        ties_at=ties_at,
        ties_mode="half-even" if ties_at is None else draw(st.sampled_from(MODES)),
        tie_break=tuple(draw(breaks)),
    )
    return RuleDef(steps=(*start, *chain, MinimumStep(scorecards=draw(st.integers(1, 5))), place))


offers = st.sampled_from(
    [EligibilityDef(), EligibilityDef(to="members"), EligibilityDef(to="types", types=("two", "one"))]
)
tests_of_divisions = st.builds(
    DivisionTestDef,
    revenue_below=st.none() | decimals(1000, 10**9),
    revenue_at_least=st.none() | decimals(0, 999),
    currency=st.sampled_from(["USD", "EUR"]),
    counts_parent=flags,
    independently_owned=st.just(True),
    ownership_question=names,
)
divisions = st.builds(DivisionDef, key=keys, name=names, description=prose, test=st.none() | tests_of_divisions)
fees = st.builds(FeeDef, amount=decimals(0, 9999), currency=st.just("EUR"), per=st.sampled_from(["category", "entry"]))
judgings = st.builds(JudgingDef, agreement=prose, former_employer_years=st.integers(0, 100), off_own_category=flags)
rounds = st.builds(
    RoundDef,
    key=keys,
    name=names,
    reviews_per_entry=st.integers(1, 9),
    load_per_judge=st.integers(1, 50),
    guidance=prose,
    kind=st.sampled_from(["screening", "scoring", "final"]),
    others=st.sampled_from(["never", "after-own", "after-close"]),
    sealed=flags,
)


@st.composite
def in_turn(draw: st.DrawFn, apart: tuple[RoundDef, ...]) -> tuple[RoundDef, ...]:
    """Two rounds of which the second takes the best of the first; another number of them as it is."""
    if len(apart) == 1 or draw(flags):
        return apart
    first, second = apart
    asked = ("first",) if draw(flags) else ()  # every rubric has an area of this key
    chosen = TopSelection(count=3, honor=GOES_ON, at_least=Decimal("0.5"))
    own = draw(rubrics()) if draw(flags) else None
    return (
        replace(first, areas=asked, rule=DEFAULT_RULE, selection=chosen),
        replace(
            second,
            takes=first.key,
            carries=own is None and draw(flags),
            areas=() if own else asked,
            rubric=own,
            rule=DEFAULT_RULE,
        ),
    )


@st.composite
def categories(draw: st.DrawFn, round_keys: tuple[str, ...]) -> CategoryDef:
    own = draw(st.none() | rubrics())
    return CategoryDef(
        key=draw(keys),
        name=draw(names),
        purpose=draw(prose),
        description=draw(prose),
        offered_to=draw(offers),
        form=draw(st.none() | forms()),
        rubric=own,
        rule=draw(rules(own, round_keys)) if own else None,
        selection=draw(st.none() | st.just(PerCategorySelection(count=2, honor="gold"))),
    )


@st.composite
def milestones(draw: st.DrawFn, *, nominating: bool) -> tuple[MilestoneDef, ...]:
    kinds = ["call-opens", *(["nominations-close"] if nominating else []), "entries-close", "judging-opens", "other"]
    at = draw(st.datetimes(dt.datetime(2001, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)))  # noqa: DTZ001 - hypothesis adds the zone
    made = []
    for kind in kinds:
        at += dt.timedelta(minutes=draw(st.integers(200, 200_000)))
        key = "party" if kind == "other" else kind
        made.append(
            MilestoneDef(key=key, kind=kind, name=draw(names), at=at, note=draw(names), public=draw(flags))  # type: ignore[arg-type]  # one of the kinds
        )
    return tuple(made)


def selections(found: tuple[DivisionDef, ...]) -> st.SearchStrategy[SelectionDef]:
    plain: list[SelectionDef] = [
        PerCategorySelection(count=3, honor="gold", at_least=Decimal("2.5")),
        TopSelection(count=2, honor="gold", lead=Decimal(1), one_per_organization=True),
        TiersSelection(tiers=(TierDef(honor="gold", places=1, at_least=Decimal("7.75")),), per="edition"),
    ]
    simple = st.sampled_from(plain)
    if not found:
        return simple
    ranges = tuple(QuotaRange(division=each.key, at_least=place, at_most=place + 2) for place, each in enumerate(found))
    fewest = sum(each.at_least for each in ranges)
    quota: SelectionDef = QuotaSelection(total=fewest + 1, divisions=ranges, honor="gold")
    return simple | st.just(quota)


@st.composite
def editions(draw: st.DrawFn) -> EditionDef:
    nominating = draw(flags)
    rubric = draw(rubrics())
    found = draw(keyed(divisions))
    judged = draw(in_turn(draw(keyed(rounds, least=1, most=2))))
    round_keys = tuple(each.key for each in judged)
    entry = EntryDef(
        steps="nomination" if nominating else "one-step",
        fee=draw(st.none() | fees),
        fee_note=draw(prose),
        several_categories=draw(flags),
    )
    return EditionDef(
        key=draw(keys),
        name=draw(names),
        year=draw(st.integers(1900, 2200)),
        time_zone=draw(st.sampled_from(ZONES)),
        information=draw(prose),
        how_to_enter=draw(prose),
        assumptions=draw(st.lists(names, max_size=2).map(tuple)),
        entry=entry,
        milestones=draw(milestones(nominating=nominating)),
        categories=draw(keyed(categories(round_keys), most=2)),
        divisions=found,
        judging=draw(judgings),
        rounds=judged,
        nomination_form=draw(forms()) if nominating else None,
        form=draw(forms()),
        rubric=rubric,
        rule=draw(rules(rubric, round_keys)),
        selection=draw(selections(found)),
        honors=(HonorDef(key="gold", name=draw(names), description=draw(prose)),),
    )


@st.composite
def programs(draw: st.DrawFn) -> ProgramDef:
    return ProgramDef(
        key=draw(keys),
        name=draw(names),
        short_name=draw(names),
        time_zone=draw(st.sampled_from(ZONES)),
        tagline=draw(names),
        description=draw(prose),
        organizer=OrganizerDef(
            key=draw(keys),
            name=draw(names),
            short_name=draw(names),
            place=draw(names),
            website="https://example.org/a?b=c",
            description=draw(prose),
            membership_types=tuple(MembershipTypeDef(key=key, name=draw(names)) for key in TYPES),
        ),
        expertise=draw(keyed(st.builds(ExpertiseDef, key=keys, name=names))),
        honor_lists=(
            HonorListDef(key="hall", name=draw(names), statement=draw(names), by="count", honor="gold", at_least=3),
            HonorListDef(key="named", name=draw(names), statement=draw(names), by="named"),
        ),
        past_winners=(
            PastHonorDef(year=1999, name=draw(names), honor="gold", category_name=draw(prose), citation=draw(prose)),
            PastHonorDef(year=2001, name=draw(names), honor_list="named"),
        ),
        editions=draw(keyed(editions(), least=1, most=2)),
    )
