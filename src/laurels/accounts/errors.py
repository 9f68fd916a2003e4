"""What accounts refuse.

LaurelsError
├── NotFoundError
│   ├── PersonUnknownError
│   └── OrganizationUnknownError
├── NotAllowedError
│   ├── NotSignedInError         the page needs somebody signed in
│   ├── NotStaffError            facts: `organizer`
│   └── NotMemberError           facts: `organization`
└── InvalidError
├── AddressInvalidError      facts: `address`
├── MembershipInvalidError   facts: `since`, `until`
├── MergeInvalidError        facts: `duplicate`, `into`
├── ParentInvalidError       facts: `organization`, `parent`; code "parent-unknown": nobody, or several
└── LinkInvalidError         facts: `person` where it is known; code "link-unknown", "-used" or "-expired"
"""

from laurels.core.errors import InvalidError, NotAllowedError, NotFoundError


class PersonUnknownError(NotFoundError):
    code = "person-unknown"


class OrganizationUnknownError(NotFoundError):
    code = "organization-unknown"


class NotSignedInError(NotAllowedError):
    code = "not-signed-in"


class NotStaffError(NotAllowedError):
    code = "not-staff"


class NotMemberError(NotAllowedError):
    code = "not-member"


class AddressInvalidError(InvalidError):
    code = "address-invalid"


class MembershipInvalidError(InvalidError):
    code = "membership-invalid"


class MergeInvalidError(InvalidError):
    code = "merge-invalid"


class ParentInvalidError(InvalidError):
    code = "parent-invalid"


class LinkInvalidError(InvalidError):
    code = "link-unknown"
