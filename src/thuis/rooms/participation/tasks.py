"""Work for the background."""

from thuis.rooms.participation.actions.files import role_file_step

__all__ = ("role_file_step",)
