/** Requests to a node. */

/** The JSON at this address. Throws if there is none in time. */
export async function getJson(url, timeoutMs) {
  const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return response.json();
}

/** Posts JSON and gives the answer's; throws an error whose message is for people. */
export async function postJson(url, body, timeoutMs) {
  let response;
  try {
    response = await fetch(url, {
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
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.detail ?? answer.title ?? `the node answered ${response.status}`);
  }
  return answer;
}
