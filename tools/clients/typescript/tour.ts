/** The README's five steps with each generated client, against a running demonstration: `node tour.js demo.json`. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as heyApi from "./hey-api.js";
import * as openapiFetch from "./openapi-fetch.js";
import * as openapiGenerator from "./openapi-generator.js";

/** What the tour asks of a client, in the name of who has signed in. What is meant to succeed throws a refusal. */
export interface Person {
  portfolio(programme: string): Promise<Shown[]>;
  plan(project: string, plan: Plan): Promise<{ code: string }>;
  start(milestone: string): Promise<unknown>;
  log(project: string, entry: Entry, key: string): Promise<{ id: string }>;
  submit(milestone: string): Promise<{ milestone: { state: string } } | { refusal: Problem }>;
  link(milestone: string, evidence: { type: "minutes"; title: string; url: string }): Promise<unknown>;
  upload(milestone: string, evidence: { type: "minutes"; title: string; file: File }): Promise<{ id: string }>;
  download(evidence: string): Promise<Blob>;
  accept(milestone: string): Promise<{ state: string; percent?: number }>;
  history(milestone: string): Promise<{ items: unknown[] }>;
}

interface Shown {
  code: string;
  health: { overall: string | null };
  clock: { planned_end: string | null };
}

interface Plan {
  track: string;
  title: string;
  forecast_on: string;
  required_evidence: "minutes"[];
}

interface Entry {
  track: string;
  milestone: string;
  occurred_on: string;
  percent: number;
  done: string;
}

/** A refusal, with every reason that the service gave. */
export interface Problem {
  status: number;
  code: string;
  errors: { message: string; params?: object | null }[];
}

interface Demonstration {
  base_url: string;
  today: string;
  programme: string;
  accounts: { email: string; password: string }[];
  writable: { project: string; track: string };
}

type SignIn = (baseUrl: string, email: string, password: string) => Promise<Person>;

async function tour(name: string, signIn: SignIn, demo: Demonstration): Promise<void> {
  // 1. Log in, as a coordinator and as an expert.
  const enter = (email: string): Promise<Person> => {
    const account = demo.accounts.find((known) => known.email === email);
    assert(account, `${email} is no account of the demonstration`);
    return signIn(demo.base_url, email, account.password);
  };
  const coordinator = await enter("coordination@dinsic.example");
  const expert = await enter("expert@atelier-donnees.example");

  // 2. Read the portfolio.
  const portfolio = await coordinator.portfolio(demo.programme);
  assert.equal(portfolio.length, 6);
  for (const project of portfolio) assert.match(project.clock.planned_end ?? "", /^20(19|20)-\d\d-\d\d$/, project.code);

  // 3. Log progress, on a milestone that the coordinator adds.
  const { project, track } = demo.writable;
  const { code: m } = await coordinator.plan(project, {
    track,
    title: "Atelier de restitution",
    forecast_on: demo.today,
    required_evidence: ["minutes"],
  });
  await expert.start(m);
  const entry = { track, milestone: m, occurred_on: demo.today, percent: 80, done: "Atelier tenu avec les agents." };
  const key = randomUUID();
  const logged = await expert.log(project, entry, key);
  const again = await expert.log(project, entry, key);
  assert.equal(logged.id, again.id, "the same key logs once");

  // 4. Submit it: refused without its evidence, and the answer says what is missing.
  const early = await expert.submit(m);
  assert("refusal" in early);
  assert.equal(early.refusal.status, 409);
  assert.deepEqual(early.refusal.errors[0]?.params, { evidence_type: "minutes" });
  await expert.link(m, { type: "minutes", title: "Compte rendu", url: "https://pieces.example/compte-rendu" });
  // No text in any encoding, so that one who takes it for text is found out.
  const bytes = Buffer.from("%PDF-1.4\n%\xe2\xe3\xcf\xd3\r\n\0\n", "latin1");
  const file = new File([bytes], "présentation.pdf", { type: "application/pdf" });
  const kept = await expert.upload(m, { type: "minutes", title: "Présentation", file });
  const read = await expert.download(kept.id);
  assert.deepEqual(Buffer.from(await read.arrayBuffer()), bytes, "the file comes back as it was sent");
  const submitted = await expert.submit(m);
  assert("milestone" in submitted);
  assert.equal(submitted.milestone.state, "submitted");

  // 5. Decide, and read what happened.
  const accepted = await coordinator.accept(m);
  assert.equal(accepted.state, "accepted");
  assert.equal(accepted.percent, 100);
  const history = await coordinator.history(m);
  console.log(`the tour works in TypeScript with ${name}: ${m} is ${accepted.state}, ${history.items.length} events`);
}

const file = process.argv[2];
assert(file, "usage: tour.js demo.json");
const demo = JSON.parse(await readFile(file, "utf-8")) as Demonstration;
await tour("openapi-fetch", openapiFetch.signIn, demo);
await tour("hey-api", heyApi.signIn, demo);
await tour("openapi-generator", openapiGenerator.signIn, demo);
