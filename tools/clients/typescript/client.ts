/** A client of the API: types from the document, nothing written by hand about its shape. */
import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { components, paths } from "./document.js";

export type Milestone = components["schemas"]["MilestoneView"];
export type Problem = components["schemas"]["Problem"];
export type Api = Client<paths>;

/** A refusal, with every reason that the service gave. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.errors.map((reason) => reason.message).join(" ")}`);
  }
}

/** The answer to a request that is meant to succeed, or the refusal thrown. */
export function granted<T>(answer: { data?: T; error?: Problem }): T {
  if (answer.error !== undefined) throw new Refused(answer.error);
  if (answer.data === undefined) throw new Error("an answer without a body");
  return answer.data;
}

/** A client that sends a token with each request. */
export function signedIn(baseUrl: string, token: string): Api {
  const api = createClient<paths>({ baseUrl });
  const bearer: Middleware = {
    onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${token}`);
      return request;
    },
  };
  api.use(bearer);
  return api;
}

/** A client of a person, who signs in. */
export async function signIn(baseUrl: string, email: string, password: string): Promise<Api> {
  const stranger = createClient<paths>({ baseUrl });
  const tokens = granted(await stranger.POST("/v1/auth/token", { body: { email, password } }));
  return signedIn(baseUrl, tokens.access_token);
}
