/** The README's five steps, against a running demonstration: `node tour.js demo.json`. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type Api, type Milestone, granted, signIn } from "./client.js";

interface Demonstration {
  base_url: string;
  today: string;
  programme: string;
  accounts: { email: string; password: string }[];
  writable: { project: string; track: string };
}

async function main(file: string): Promise<void> {
  const demo = JSON.parse(await readFile(file, "utf-8")) as Demonstration;

  // 1. Log in, as a coordinator and as an expert.
  const enter = (email: string): Promise<Api> => {
    const account = demo.accounts.find((known) => known.email === email);
    assert(account, `${email} is no account of the demonstration`);
    return signIn(demo.base_url, email, account.password);
  };
  const coordinator = await enter("coordination@dinsic.example");
  const expert = await enter("expert@atelier-donnees.example");

  // 2. Read the portfolio.
  const portfolio = granted(
    await coordinator.GET("/v1/programmes/{programme}/portfolio", { params: { path: { programme: demo.programme } } }),
  );
  assert.equal(portfolio.projects.length, 6);
  for (const project of portfolio.projects) {
    console.log(`${project.code}: ${project.health.overall ?? "unknown"}, ${project.clock.planned_end ?? "no end yet"}`);
  }

  // 3. Log progress, on a milestone that the coordinator adds.
  const { project, track } = demo.writable;
  const planned = granted(
    await coordinator.POST("/v1/projects/{project}/milestones", {
      params: { path: { project: project } },
      body: { track, title: "Atelier de restitution", forecast_on: demo.today, required_evidence: ["minutes"] },
    }),
  );
  const m = planned.code;
  await start(expert, m);
  const entry = {
    params: { path: { project: project }, header: { "Idempotency-Key": randomUUID() } },
    body: { track, milestone: m, occurred_on: demo.today, percent: 80, done: "Atelier tenu avec les agents." },
  };
  const logged = granted(await expert.POST("/v1/projects/{project}/progress-entries", entry));
  const again = granted(await expert.POST("/v1/projects/{project}/progress-entries", entry));
  assert.equal(logged.id, again.id, "the same key logs once");

  // 4. Submit it: refused without its evidence, and the answer says what is missing.
  const refused = await submit(expert, m);
  assert.equal(refused.response.status, 409);
  assert.equal(refused.error?.errors[0]?.params?.["evidence_type"], "minutes");
  granted(
    await expert.POST("/v1/milestones/{milestone}/evidence", {
      params: { path: { milestone: m } },
      body: { type: "minutes", title: "Compte rendu", url: "https://pieces.example/compte-rendu" },
    }),
  );
  const submitted = granted(await submit(expert, m));
  assert.equal(submitted.state, "submitted");

  // 5. Decide, and read what happened.
  const accepted = granted(
    await coordinator.POST("/v1/milestones/{milestone}/accept", {
      params: { path: { milestone: m }, header: await held(coordinator, m) },
    }),
  );
  assert.equal(accepted.state, "accepted");
  assert.equal(accepted.percent, 100);
  const history = granted(await coordinator.GET("/v1/milestones/{milestone}/history", { params: { path: { milestone: m } } }));
  console.log(`the tour works in TypeScript: ${m} is ${accepted.state}, ${history.items.length} events`);
}

/** The version that is held, for `If-Match`. */
async function held(api: Api, m: string): Promise<{ "If-Match": string }> {
  const answer = await api.GET("/v1/milestones/{milestone}", { params: { path: { milestone: m } } });
  granted(answer);
  const etag = answer.response.headers.get("ETag");
  assert(etag, "a milestone has a tag");
  return { "If-Match": etag };
}

async function start(api: Api, m: string): Promise<Milestone> {
  return granted(await api.POST("/v1/milestones/{milestone}/start", { params: { path: { milestone: m }, header: await held(api, m) } }));
}

async function submit(api: Api, m: string) {
  return api.POST("/v1/milestones/{milestone}/submit", { params: { path: { milestone: m }, header: await held(api, m) } });
}

const file = process.argv[2];
assert(file, "usage: tour.js demo.json");
await main(file);
