"""The README's five steps with the generated client: `tour.py demo.json`."""

import datetime
import io
import json
import sys
import uuid
from pathlib import Path
from typing import Any, TypeVar

from jalon_client import AuthenticatedClient, Client
from jalon_client.api.auth import create_token
from jalon_client.api.history import list_milestone_history
from jalon_client.api.milestones import (
    accept_milestone,
    create_evidence,
    create_evidence_file,
    create_milestone,
    get_evidence_content,
    get_milestone,
    start_milestone,
    submit_milestone,
)
from jalon_client.api.portfolio import get_portfolio
from jalon_client.api.progress import create_progress_entry
from jalon_client.models import (
    Credentials,
    EvidenceType,
    MilestoneState,
    NewEvidence,
    NewEvidenceFile,
    NewMilestone,
    NewProgressEntry,
    Problem,
)
from jalon_client.types import File, Response

T = TypeVar("T")

# Text in no encoding, so that one who takes it for text is found out.
CONTENT = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\r\n\0\n"


def granted(answer: Response[T | Problem]) -> T:
    """What was asked for; the refusal is raised, with every reason."""
    if isinstance(answer.parsed, Problem):
        reasons = " ".join(reason.message for reason in answer.parsed.errors)
        raise RuntimeError(f"{answer.parsed.status} {answer.parsed.code}: {reasons}")
    assert answer.parsed is not None, answer
    return answer.parsed


class Person:
    """Somebody of the demonstration, signed in."""

    def __init__(self, demo: dict[str, Any], email: str) -> None:
        password = next(known["password"] for known in demo["accounts"] if known["email"] == email)
        stranger = Client(base_url=demo["base_url"])
        signed_in = create_token.sync_detailed(client=stranger, body=Credentials(email=email, password=password))
        token = granted(signed_in).access_token
        self.client = AuthenticatedClient(base_url=demo["base_url"], token=token)

    def held(self, milestone: str) -> str:
        """The version of a milestone, for `If-Match`."""
        answer = get_milestone.sync_detailed(milestone, client=self.client)
        granted(answer)
        return str(answer.headers["ETag"])


def main(demo_file: str) -> None:
    demo: dict[str, Any] = json.loads(Path(demo_file).read_text(encoding="utf-8"))
    today = datetime.date.fromisoformat(demo["today"])
    project, track = demo["writable"]["project"], demo["writable"]["track"]

    # 1. Log in, as a coordinator and as an expert.
    coordinator = Person(demo, "coordination@dinsic.example")
    expert = Person(demo, "expert@atelier-donnees.example")

    # 2. Read the portfolio.
    portfolio = granted(get_portfolio.sync_detailed(demo["programme"], client=coordinator.client))
    assert len(portfolio.projects) == 6
    for shown in portfolio.projects:
        print(f"{shown.code}: {shown.health.overall}, {shown.clock.planned_end}")

    # 3. Log progress, on a milestone that the coordinator adds.
    plan = NewMilestone(
        track=track,
        title="Atelier de restitution",
        forecast_on=today,
        required_evidence=[EvidenceType.MINUTES],
    )
    m = granted(create_milestone.sync_detailed(project, client=coordinator.client, body=plan)).code
    granted(start_milestone.sync_detailed(m, client=expert.client, if_match=expert.held(m)))
    entry = NewProgressEntry(
        track=track, milestone=m, occurred_on=today, percent=80, done="Atelier tenu avec les agents."
    )
    key = str(uuid.uuid4())
    logged, again = (
        granted(create_progress_entry.sync_detailed(project, client=expert.client, body=entry, idempotency_key=key))
        for _ in range(2)
    )
    assert logged.id == again.id, "the same key logs once"

    # 4. Submit it: refused without its evidence, and the answer says what is missing.
    refused = submit_milestone.sync_detailed(m, client=expert.client, if_match=expert.held(m))
    assert refused.status_code == 409 and isinstance(refused.parsed, Problem), refused
    assert refused.parsed.errors[0].to_dict()["params"] == {"evidence_type": "minutes"}
    minutes = NewEvidence(
        type_=EvidenceType.MINUTES, title="Compte rendu", url="https://pieces.example/compte-rendu"
    )
    granted(create_evidence.sync_detailed(m, client=expert.client, body=minutes))
    kept = NewEvidenceFile(
        type_=EvidenceType.MINUTES,
        title="Présentation",
        file=File(io.BytesIO(CONTENT), "présentation.pdf", "application/pdf"),
    )
    uploaded = granted(create_evidence_file.sync_detailed(m, client=expert.client, body=kept))
    read = get_evidence_content.sync_detailed(uploaded.id, client=expert.client).parsed
    assert isinstance(read, File) and read.payload.read() == CONTENT, "the file comes back as it was sent"
    submitted = granted(submit_milestone.sync_detailed(m, client=expert.client, if_match=expert.held(m)))
    assert submitted.state == MilestoneState.SUBMITTED

    # 5. Decide, and read what happened.
    accepted = granted(accept_milestone.sync_detailed(m, client=coordinator.client, if_match=coordinator.held(m)))
    assert accepted.state == MilestoneState.ACCEPTED and accepted.percent == 100, accepted
    history = granted(list_milestone_history.sync_detailed(m, client=coordinator.client))
    print(f"the tour works in Python: {m} is {accepted.state}, {len(history.items)} events")


if __name__ == "__main__":
    main(sys.argv[1])
