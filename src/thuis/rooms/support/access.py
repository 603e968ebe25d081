"""Who may change what students read about help."""

from thuis.foundation.access.rules import permitted
from thuis.foundation.permissions.roles import user_can_edit_support

edits_support = permitted("edits-support", user_can_edit_support)
