// The portal's session. A real one is on your back end, which knows who is signed in and signs the token
// (docs/identity.md); the demo plays it here.

export const CUSTOMERS = { maya: "Maya Lindqvist", tomas: "Tomás Rivera" };

/** @param {string} customer */
export async function supportToken(customer) {
  const answer = await fetch(`/portal/token?customer=${customer}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  return (await answer.json()).token;
}
