"""What can go wrong in this library.

AssignmentError
├── RequestError     the request contradicts itself; a demand that cannot be met is no error but a named shortage
└── SolverError      a program of the side rules ended without an answer
"""


class AssignmentError(Exception):
    pass


class RequestError(AssignmentError, ValueError):
    pass


class SolverError(AssignmentError):
    pass
