"""What can be done with programs and editions."""

from laurels.programs.actions.declaring import declare, freeze_declarations, revise_declaration
from laurels.programs.actions.editions import clone_edition, move_milestone, publish_edition, shifted
from laurels.programs.actions.importing import import_edition, import_program

__all__ = [
    "clone_edition",
    "declare",
    "freeze_declarations",
    "import_edition",
    "import_program",
    "move_milestone",
    "publish_edition",
    "revise_declaration",
    "shifted",
]
