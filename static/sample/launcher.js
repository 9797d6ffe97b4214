// A page with support behind a button. The token is asked for when somebody reaches for it, not before.

const widget = document.querySelector("support-widget");

widget.getToken = async () => {
  const url = new URL("/portal/token", location.href);
  const customer = new URLSearchParams(location.search).get("customer");
  if (customer) url.searchParams.set("customer", customer);
  const response = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!response.ok) throw new Error(`The portal's back end answered ${response.status}.`);
  return (await response.json()).token;
};
