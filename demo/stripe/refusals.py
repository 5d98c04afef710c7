"""What the API refuses, in Stripe's words."""

from typing import Any

DOCUMENTATION = "https://docs.stripe.com/error-codes/"


class Refused(Exception):
    """A request that is answered with an error.

    ``decided``: the endpoint looked at its objects and said no, which Stripe remembers under the
    idempotency key; what is wrong with the request itself it does not.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        param: str = "",
        status: int = 400,
        type: str = "invalid_request_error",  # noqa: A002  Stripe's word
        decided: bool = False,
    ) -> None:
        super().__init__(message)
        self.status, self.decided = status, decided
        self.error: dict[str, Any] = {"message": message, "type": type}
        if code:
            self.error |= {"code": code, "doc_url": DOCUMENTATION + code.replace("_", "-")}
        if param:
            self.error["param"] = param

    @property
    def body(self) -> dict[str, Any]:
        return {"error": self.error}


def missing_object(kind: str, object_id: str, param: str) -> Refused:
    """There is no such object."""
    message = f"No such {kind}: '{object_id[:100]}'"
    return Refused(message, code="resource_missing", param=param, status=404, decided=True)
