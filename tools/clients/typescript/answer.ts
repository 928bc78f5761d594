/** What is done with the answers of clients that give a refusal beside the data, and throw nothing. */
import type { Problem } from "./tour.js";

/** An answer, or a refusal; of hey-api, no answer at all too. */
export interface Answer<T> {
  data?: T | undefined;
  error?: Problem | undefined;
  response?: Response | undefined;
}

/** The answer to a request that is meant to succeed, or the refusal thrown, with every reason. */
export function granted<T>(answer: Answer<T>): T {
  const { data, error } = answer;
  if (error !== undefined) throw new Error(`${error.status} ${error.code}: ${error.errors.map((reason) => reason.message).join(" ")}`);
  if (data === undefined) throw new Error("an answer without a body");
  return data;
}

/** The version that was read, for `If-Match`. */
export function held(answer: Answer<unknown>): { "If-Match": string } {
  granted(answer);
  const etag = answer.response?.headers.get("ETag");
  if (!etag) throw new Error("an answer without a tag");
  return { "If-Match": etag };
}
