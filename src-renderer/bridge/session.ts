/** Trades the token in the address for a cookie, once, and takes it off the address so that it is neither bookmarked nor shown. */

/** Where the web host takes the token. */
const sessionPath = 'session';

/** False where the host refused the token; true without a token, for then the cookie or the desktop window decides. */
export async function openSession(): Promise<boolean> {
  const token = /(?:^#|[#&?])token=([^&]+)/.exec(location.hash)?.[1];
  if (token === undefined) return true;
  history.replaceState(null, '', location.pathname + location.search + '#/');
  const answer = await fetch(sessionPath, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: decodeURIComponent(token) }) });
  return answer.ok;
}
