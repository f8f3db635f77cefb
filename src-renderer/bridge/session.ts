/** Trades the token in the address for a cookie, once, and takes it off the address so that it is neither bookmarked nor shown. */

/** Where the web host takes the token, and says whether the cookie is good. */
const sessionPath = 'session';

/** False where the host does not know this window. A host that does not answer may come back: true. */
export async function openSession(): Promise<boolean> {
  const token = /(?:^#|[#&?])token=([^&]+)/.exec(location.hash)?.[1];
  if (token !== undefined) history.replaceState(null, '', `${location.pathname}${location.search}#/`);
  try {
    const answer = await fetch(sessionPath, token === undefined
      ? { credentials: 'same-origin' }
      : { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: decodeURIComponent(token) }) });
    return answer.status !== 401;
  } catch (error) {
    console.warn('The studio did not answer when the window opened its session:', error);
    return true;
  }
}
