"""What each key of a program file means and may hold: the source of the schema and of the reference page."""

from dataclasses import dataclass, field
from typing import Any

KEY = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60}
NAME = {"pattern": r"^[^\n\r]*\S[^\n\r]*$", "maxLength": 200}
WORDS = {"pattern": r"\S"}
CURRENCY = {"pattern": "^[A-Z]{3}$"}
WEB = {"pattern": "^https?://[^\\s]+$", "maxLength": 200}

# What a pattern asks for, in words.
PATTERNS = {
    KEY["pattern"]: 'lower-case letters, digits and single hyphens, like "customer-impact"',
    NAME["pattern"]: "one line of text that is not empty",
    WORDS["pattern"]: "a text that is not empty",
    CURRENCY["pattern"]: 'a currency of three capital letters, like "USD"',
    WEB["pattern"]: 'a web address, like "https://example.org"',
}


@dataclass(frozen=True)
class Facts:
    """The meaning of one key, and the limits on its value in JSON Schema's words."""

    meaning: str
    limits: dict[str, Any] = field(default_factory=dict)


def at_least(number: int) -> dict[str, Any]:
    return {"minimum": number}


ANY = {"minItems": 1}
PER_CENT = {"exclusiveMinimum": 0, "maximum": 100}

# What every kind of selection may ask beside its count.
TERMS = {
    "at_least": Facts("The least score for any honor; where low is good, the highest."),
    "areas_at_least": Facts("What every area must reach for any honor, in per cent of that area's highest.", PER_CENT),
    "lead": Facts(
        "What the last chosen must be ahead of the next, in points of the score. With less, staff decide.",
        {"exclusiveMinimum": 0},
    ),
    "one_per_organization": Facts(
        "Whether an organization may have one honor only. A second entry in the same contest is passed over; between"
        " honors in several categories staff decide."
    ),
}

FIELDS: dict[str, dict[str, Facts]] = {
    "ProgramDef": {
        "key": Facts("Names the program in addresses and commands. Never changes.", KEY),
        "name": Facts("The program's full name.", NAME),
        "short_name": Facts("What people call it.", {"maxLength": 60}),
        "time_zone": Facts("An IANA zone, in which every date of the file is read.", WORDS),
        "tagline": Facts("One line under the name.", {"maxLength": 300}),
        "description": Facts("What the program is, in Markdown."),
        "organizer": Facts("The association that runs the program."),
        "expertise": Facts("What judges may say they know about."),
        "honor_lists": Facts("Standing lists beside the yearly winners."),
        "past_winners": Facts("Honors given before Laurels ran the program."),
        "editions": Facts("The program's runs, oldest first.", {"minItems": 1}),
    },
    "OrganizerDef": {
        "key": Facts("Names the organizer; the same in every file of one organizer.", KEY),
        "name": Facts("Full name.", NAME),
        "short_name": Facts("Initials or short name.", {"maxLength": 40}),
        "place": Facts("City, shown at the foot of pages.", {"maxLength": 120}),
        "website": Facts("Its site.", WEB),
        "description": Facts("One paragraph about the organizer."),
        "membership_types": Facts("Types of membership; categories may be offered to some of them."),
    },
    "MembershipTypeDef": {
        "key": Facts("Names the type in `offered_to`.", KEY),
        "name": Facts("As people read it.", {**NAME, "maxLength": 120}),
    },
    "ExpertiseDef": {
        "key": Facts("Names the field of expertise.", KEY),
        "name": Facts("As judges read it.", {**NAME, "maxLength": 120}),
    },
    "HonorListDef": {
        "key": Facts("Names the list.", KEY),
        "name": Facts("As people read it.", NAME),
        "description": Facts("What the list stands for."),
        "statement": Facts("The list's rule in words, as the public page states it.", WORDS),
        "by": Facts("`count`: computed from the honors given. `named`: a committee names its members."),
        "honor": Facts("With `count`: the honor that is counted."),
        "at_least": Facts("With `count`: how often it must have been given.", at_least(1)),
    },
    "PastHonorDef": {
        "year": Facts("The edition's year.", {"minimum": 1900, "maximum": 2200}),
        "name": Facts("The honored, as printed then.", {**NAME, "maxLength": 300}),
        "honor": Facts("Key of the honor given."),
        "honor_list": Facts("In place of `honor`: key of a `named` list."),
        "category": Facts("Key of the category."),
        "category_name": Facts("The category's name as printed then, if it differs or is gone."),
        "division": Facts("Key of the division."),
        "citation": Facts("One sentence on why."),
    },
    "EditionDef": {
        "key": Facts("Names the edition in addresses, usually its year.", {**KEY, "maxLength": 40}),
        "name": Facts("As people read it.", NAME),
        "year": Facts("The year under which its winners are listed.", {"minimum": 1900, "maximum": 2200}),
        "time_zone": Facts("An IANA zone, if it is not the program's.", WORDS),
        "information": Facts("What to know about this edition, in Markdown."),
        "how_to_enter": Facts("The steps of entering, in Markdown."),
        "assumptions": Facts("What the organizer has not said and this file settles; shown with the edition."),
        "entry": Facts("How an entry is made."),
        "milestones": Facts("The dated steps. An edition is published only with its deadlines.", {"minItems": 1}),
        "categories": Facts("What may be entered. An edition may have none."),
        "divisions": Facts("Classes of entrants that are ranked apart. An edition may have none."),
        "judging": Facts("What is asked of judges in every round."),
        "rounds": Facts("Judging phases. One round called Judging when left out.", {"minItems": 1}),
        "nomination_form": Facts("With nominations: what a nomination asks besides its categories."),
        "form": Facts("What an entry asks, unless its category has a form of its own."),
        "rubric": Facts("What judges score, unless a category has a rubric of its own."),
        "rule": Facts("The steps from scores to places, in order.", {"minItems": 1}),
        "selection": Facts("Who is proposed for an honor."),
        "honors": Facts("What can be given. One honor, `winner`, when left out.", {"minItems": 1}),
    },
    "JudgingDef": {
        "agreement": Facts(
            "What judges agree to before they see an entry, in Markdown. A confidentiality text of Laurels when left "
            "out. Judges agree anew to a changed text.",
        ),
        "former_employer_years": Facts(
            "For how many years a judge's former employer is a conflict of interest; 0 means never.",
            {"minimum": 0, "maximum": 100},
        ),
        "off_own_category": Facts("Whether no judge reads a category that their own employer entered."),
    },
    "MilestoneDef": {
        "key": Facts("Only with kind `other`: names the milestone.", KEY),
        "kind": Facts("What happens then. Each kind once, `other` as often as needed."),
        "name": Facts("As people read it.", NAME),
        "at": Facts("Local date and hour without an offset. A deadline is exclusive: what arrives before it counts."),
        "note": Facts("A remark shown beside the date.", {"maxLength": 300}),
        "public": Facts("Whether visitors see it."),
    },
    "CategoryDef": {
        "key": Facts("The category's identity in every edition, whatever its name.", {**KEY, "maxLength": 80}),
        "name": Facts("Its name in this edition.", NAME),
        "purpose": Facts("What it honors, in one or two sentences."),
        "description": Facts("More about it, in Markdown."),
        "offered_to": Facts('`"anyone"`, `"members"`, or a list of membership types.'),
        "form": Facts("Its own form in place of the edition's."),
        "rubric": Facts("Its own rubric in place of the edition's."),
        "rule": Facts("Its own rule in place of the edition's.", {"minItems": 1}),
        "selection": Facts("Its own selection in place of the edition's."),
    },
    "DivisionDef": {
        "key": Facts("Names the division.", KEY),
        "name": Facts("As people read it.", {**NAME, "maxLength": 120}),
        "description": Facts("Who belongs in it."),
        "test": Facts("What an entrant must answer to belong; without a test anyone does."),
    },
    "DivisionTestDef": {
        "revenue_below": Facts("Revenue must be below this; exactly this much is not below.", at_least(0)),
        "revenue_at_least": Facts("Revenue must be this much or more.", at_least(0)),
        "currency": Facts("Currency of both bounds.", CURRENCY),
        "counts_parent": Facts("Whether the revenue of a parent's whole group counts."),
        "independently_owned": Facts("Whether the entrant must not belong to another company."),
        "revenue_question": Facts("How the entrant is asked for revenue.", WORDS),
        "parent_question": Facts("How the entrant is asked for the group's revenue.", WORDS),
        "ownership_question": Facts("How the entrant is asked about ownership.", WORDS),
    },
    "EntryDef": {
        "steps": Facts("`one-step`, or `nomination`: first a nomination, then an application for each category."),
        "fee": Facts("What entering costs. With nominations it is due before the application opens."),
        "fee_note": Facts("What else to know about the fee."),
        "several_categories": Facts("Whether one company may enter several categories."),
    },
    "FeeDef": {
        "amount": Facts("The amount.", at_least(0)),
        "currency": Facts("Its currency.", CURRENCY),
        "per": Facts("Whether it is due once per category or once per entry."),
    },
    "FormDef": {
        "title": Facts("Heading of the form.", {"maxLength": 200}),
        "guidance": Facts("Advice to entrants, in Markdown."),
        "sections": Facts("Its parts, in order.", {"minItems": 1}),
    },
    "SectionDef": {
        "key": Facts("Names the section; unique in its form.", KEY),
        "title": Facts("Its heading.", NAME),
        "instruction": Facts("What to write here."),
        "prompts": Facts("Suggested points: never required, never a limit."),
        "fields": Facts("What is asked."),
        "accepts": Facts("What can be added besides: metrics, testimonials, attachments."),
    },
    "FieldDef": {
        "key": Facts("Names the field; unique in its form.", KEY),
        "label": Facts("The question.", NAME),
        "kind": Facts(
            "`line`, `text` (paragraphs), `url`, `document` (a file), or `access` (how judges get into a "
            "closed site: for the assigned judges only)."
        ),
        "help": Facts("A hint under the label."),
        "required": Facts("Whether an entry cannot be submitted without it."),
        "word_limit": Facts("With `text`: the most words.", at_least(1)),
    },
    "RubricDef": {
        "scale": Facts("The scale of every criterion that names no other."),
        "note": Facts("A remark on the whole rubric."),
        "areas": Facts("Groups of criteria, in order.", {"minItems": 1}),
    },
    "AreaDef": {
        "key": Facts("Names the area; unique in its rubric.", KEY),
        "name": Facts("As people read it.", NAME),
        "description": Facts("What the area is about."),
        "weight": Facts(
            "Its share among the areas, under a rule that combines areas by weighted mean.", {"exclusiveMinimum": 0}
        ),
        "criteria": Facts("What is scored, in order.", {"minItems": 1}),
    },
    "CriterionDef": {
        "key": Facts("The criterion's identity; unique in its rubric, kept over the years.", {**KEY, "maxLength": 80}),
        "name": Facts("As people read it; score files may use it in place of the key.", NAME),
        "question": Facts("The guiding question.", WORDS),
        "scale": Facts("Its own scale in place of the rubric's."),
        "guidance": Facts("Advice to judges, shown beside the criterion."),
        "weight": Facts("Its share among the criteria; weights need not add up to anything.", {"exclusiveMinimum": 0}),
        "source": Facts("What the judge looks at: the `site`, the `essay`, or the whole `entry`."),
        "anchors": Facts("What certain scores mean, in words."),
    },
    "ScaleDef": {
        "minimum": Facts("The lowest score."),
        "maximum": Facts("The highest score."),
        "step": Facts("The distance of neighboring scores; any value when left out.", {"exclusiveMinimum": 0}),
    },
    "AnchorDef": {
        "at": Facts("The score that is described; it must be on the scale."),
        "text": Facts("What earns it.", WORDS),
    },
    "MissingStep": {
        "level": Facts("Always the scorecard."),
        "not_applicable": Facts(
            "What `n/a` means: `rescale` leaves the criterion out, `zero` counts 0, `refuse` allows no `n/a`."
        ),
    },
    "BallotStep": {
        "level": Facts("Always the scorecard."),
        "entries": Facts("A judge who scored fewer entries counts nowhere and is flagged.", at_least(1)),
    },
    "NormalizeStep": {
        "level": Facts(
            "What is brought to the mean and the standard deviation of all judges: each judge's scores on the "
            "criteria, or each judge's totals."
        ),
        "undefined": Facts(
            "For a judge with one value or with equal ones: `shift` to the common mean, or `leave` as they are. "
            "Either way the judge is flagged."
        ),
    },
    "CombineStep": {
        "level": Facts("What comes out."),
        "of": Facts("What goes in."),
        "how": Facts(
            "How it is combined. `weighted-mean` takes the rubric's weights for criteria and areas, and `weights` for "
            "rounds. `middle-*` drops as many from the top as from the bottom until `keep` are left; `best-*` keeps "
            "the best `keep`. `consensus` takes the score that the panel agreed on and recorded."
        ),
        "drop_high": Facts("With `trimmed-*`: how many of the highest are left out.", at_least(0)),
        "drop_low": Facts("With `trimmed-*`: how many of the lowest are left out.", at_least(0)),
        "keep": Facts("With `middle-*` and `best-*`: how many are kept.", at_least(0)),
        "weights": Facts("With a weighted mean of rounds: the weight of each, like `{ judging = 75, vote = 25 }`."),
    },
    "MultiplyStep": {
        "level": Facts("What is multiplied, once it is combined."),
        "by": Facts("A number, the same for all.", {"exclusiveMinimum": 0}),
        "factor": Facts(
            "In place of `by`: the name of a figure that is recorded for every entry, like `difficulty`; one that "
            "differs from round to round is recorded as `difficulty:ROUND`. Without it an entry gets no score.",
            KEY,
        ),
    },
    "DeductStep": {
        "level": Facts("Always the entry."),
        "floor": Facts(
            "Deductions never take the score past this. Where low is good they are added, and this is a ceiling."
        ),
    },
    "ScaleStep": {
        "level": Facts("What is expressed anew."),
        "to": Facts("The value that the highest possible result becomes.", {"exclusiveMinimum": 0}),
    },
    "RoundStep": {
        "level": Facts("What is rounded."),
        "digits": Facts("Digits after the point.", {"minimum": 0, "maximum": 12}),
        "mode": Facts("Which way. `up` is away from zero, `down` towards it; `half-up` sends a half away from zero."),
    },
    "MinimumStep": {
        "level": Facts("Always the entry."),
        "scorecards": Facts("With fewer confirmed scorecards an entry gets no place and is flagged.", at_least(1)),
    },
    "PlaceStep": {
        "level": Facts("Always the entry."),
        "best": Facts("Whether high or low scores are good."),
        "ties_at": Facts(
            "Scores that are equal at this many digits share a place; exact when left out.",
            {"minimum": 0, "maximum": 12},
        ),
        "ties_mode": Facts("With `ties_at`: which way scores are rounded before they are compared."),
        "tie_break": Facts(
            "What decides among equals, in order.", {"items": {"type": "string", "pattern": "^(area|criterion):"}}
        ),
    },
    "PerCategorySelection": {
        "count": Facts("How many in each category.", at_least(1)),
        "honor": Facts("The honor proposed."),
        **TERMS,
    },
    "TopSelection": {
        "count": Facts("How many in the whole edition.", at_least(1)),
        "honor": Facts("The honor proposed."),
        **TERMS,
    },
    "QuotaSelection": {
        "total": Facts("How many in all.", at_least(1)),
        "divisions": Facts("For each division the fewest and the most, like `{ open = [7, 8], small = [2, 3] }`."),
        "honor": Facts("The honor proposed."),
        **TERMS,
    },
    "TiersSelection": {
        "tiers": Facts("The tiers, the best first. By place, an entry gets the first one that it meets.", ANY),
        "per": Facts("Who competes with each other for the tiers: a category, a division, or the whole edition."),
        **TERMS,
    },
    "TierDef": {
        "honor": Facts("The honor proposed."),
        "places": Facts("The most that may get it; any number when left out.", at_least(1)),
        "at_least": Facts("The least score for it; where low is good, the highest."),
        "at_least_of_best": Facts("The least score for it, in per cent of the best score.", PER_CENT),
        "areas_at_least": Facts("What every area must reach for it, in per cent of that area's highest.", PER_CENT),
    },
    "HonorDef": {
        "key": Facts("Names the honor.", KEY),
        "name": Facts("As people read it.", NAME),
        "description": Facts("What it stands for."),
    },
    "RoundDef": {
        "key": Facts("Names the round.", {**KEY, "maxLength": 40}),
        "name": Facts("As people read it.", {**NAME, "maxLength": 120}),
        "kind": Facts(
            "`screening` (what goes on at all), `scoring`, `final`, or `consensus`: one agreed scorecard for each "
            "entry, entered by a lead judge."
        ),
        "takes": Facts("Key of the earlier round whose chosen entries this one judges. All entries when left out."),
        "carries": Facts(
            "Whether the scorecards of the round it takes from count here, too. Of a judge who scored an entry in "
            "both, the later one counts. Otherwise only its own count."
        ),
        "others": Facts(
            "When a judge sees what others scored on the same entry: `never`, `after-own` (once the own scorecard is "
            "confirmed) or `after-close` (once the round is closed). Always without names, and never in a conflict."
        ),
        "sealed": Facts("Whether staff, too, see no score before the round is closed; they see who is how far."),
        "reviews_per_entry": Facts("How many judges read each entry. One in a consensus round.", at_least(1)),
        "load_per_judge": Facts("How many entries one judge should not exceed.", at_least(1)),
        "guidance": Facts("Advice to judges, in Markdown."),
        "areas": Facts("The part of the rubric that it asks: keys of areas. The whole rubric when left out.", ANY),
        "rubric": Facts("Its own rubric in place of any other."),
        "rule": Facts("Its own rule in place of any other.", {"minItems": 1}),
        "selection": Facts("Who goes on to the round that takes from this one. It names no honor."),
    },
}
PATTERNS["^(area|criterion):"] = '"area:KEY" or "criterion:KEY"'
