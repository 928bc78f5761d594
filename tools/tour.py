"""The README's tour, as a script: logs in, reads, logs progress, submits, decides, goes back."""

import json
import sys
import urllib.request


def call(method, url, body=None, token=None, headers=None):
    """One request; gives the status, the headers and the JSON."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers=dict(headers or {}))
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.headers, json.load(response)


def main(note_file):
    with open(note_file, encoding="utf-8") as file:
        note = json.load(file)
    base, programme = note["base_url"], note["programme"]
    project, track = note["writable"]["project"], note["writable"]["track"]
    call("GET", base + "/health/ready")

    def sign_in(email):
        account = next(account for account in note["accounts"] if account["email"] == email)
        body = {"email": email, "password": account["password"]}
        return call("POST", base + "/v1/auth/token", body)[1]["access_token"]

    coordinator = sign_in("coordination@dinsic.example")
    expert = sign_in("expert@atelier-donnees.example")
    _, portfolio = call("GET", f"{base}/v1/programmes/{programme}/portfolio", token=coordinator)
    assert len(portfolio["projects"]) == 6, portfolio
    plan = {"track": track, "title": "Tour", "forecast_on": note["today"], "required_evidence": ["minutes"]}
    _, milestone = call("POST", f"{base}/v1/projects/{project}/milestones", plan, coordinator)
    path = f"{base}/v1/milestones/{milestone['code']}"

    def act(verb, token, body):
        headers, _ = call("GET", path, token=token)
        return call("POST", f"{path}/{verb}", body, token, {"If-Match": headers["ETag"]})[1]

    act("start", expert, {})
    entry = {"track": track, "milestone": milestone["code"], "occurred_on": note["today"], "percent": 80, "done": "Atelier tenu."}
    call("POST", f"{base}/v1/projects/{project}/progress-entries", entry, expert)
    evidence = {"type": "minutes", "title": "Compte rendu", "url": "https://pieces.example/compte-rendu"}
    call("POST", f"{path}/evidence", evidence, expert)
    act("submit", expert, {})
    accepted = act("accept", coordinator, {})
    assert accepted["state"] == "accepted" and accepted["percent"] == 100, accepted
    dashboard = f"{base}/v1/programmes/{programme}/portfolio"
    headers, past = call("GET", f"{dashboard}?as_of=2019-06-28", token=coordinator)
    assert past["as_of"] == "2019-06-28" and headers["Jalon-As-Of"].startswith("2019-06-28"), past["as_of"]
    _, changes = call("GET", f"{dashboard}/comparison?from=2019-06-28", token=coordinator)
    decided = [decision["milestone"]["code"] for project in changes["projects"] for decision in project["decisions"]]
    assert milestone["code"] in decided, decided
    print(f"the tour works: {milestone['code']} is {accepted['state']}")


main(sys.argv[1])
