"""What an organisation is, who works for it, who pays it, and what was changed."""

from organisations.models.customer import Customer, CustomerLikeness
from organisations.models.legal_text import LegalText
from organisations.models.members import MemberKey, MemberOrganisation
from organisations.models.membership import Membership, MembershipInvite
from organisations.models.organisation import Organisation
from organisations.models.trail import Trail, TrailValue
from organisations.models.user import User

__all__ = [
    "Customer",
    "CustomerLikeness",
    "LegalText",
    "MemberKey",
    "MemberOrganisation",
    "Membership",
    "MembershipInvite",
    "Organisation",
    "Trail",
    "TrailValue",
    "User",
]
