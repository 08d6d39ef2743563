import { login } from './login.js';

/** Requests to a node, as who is logged in. */

/** The JSON at this address. Throws if there is none in time. */
export async function getJson(url, timeoutMs) {
  const response = await ask(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return response.json();
}

/** Opens a stream that lasts until the signal ends it. */
export const openStream = (url, signal) => ask(url, { headers: { Accept: 'text/event-stream' }, signal });

/** Posts JSON and gives the answer's; throws an error whose message is for people. */
export async function postJson(url, body, timeoutMs) {
  for (;;) {
    const { authorization } = login;
    const response = await post(url, body, timeoutMs);
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      return answer;
    }
    const reason = answer.detail ?? answer.title ?? `the node answered ${response.status}`;
    if (response.status !== 401 || !(await login.refused(authorization, reason, true))) {
      throw new Error(reason);
    }
  }
}

async function post(url, body, timeoutMs) {
  try {
    return await request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (failure) {
    throw new Error(
      failure.name === 'TimeoutError'
        ? `there was no answer within ${timeoutMs / 1000} seconds; the ring shows what came of it`
        : 'the node did not answer this page',
    );
  }
}

/** Asks, and has a person log in where that is needed, but does not wait for it. */
async function ask(url, options) {
  const { authorization } = login;
  const response = await request(url, options);
  if (response.status === 401) {
    const { detail } = await response.json().catch(() => ({}));
    login.refused(authorization, detail ?? 'a node answers only who has logged in', false);
  }
  return response;
}

/** Without the credentials that a browser has: it would ask for those by itself, in a window of its own. */
function request(url, { headers = {}, ...options }) {
  const who = login.authorization === null ? {} : { Authorization: login.authorization };
  return fetch(url, { cache: 'no-store', credentials: 'omit', headers: { ...headers, ...who }, ...options });
}
