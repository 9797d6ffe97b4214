// A page with a form of its own. The gateway lists what may be asked for (crates/server/src/demo/form.json); this page chooses from
// it, in its order and with its rules, and adds what needs no field of the desk: a link and a box to tick.

const widget = document.querySelector("support-widget");

widget.fields = [
  { internal_name: "brand_id", hidden: false },
  { internal_name: "subject", value: "Damaged on arrival" },
  { internal_name: "topic", value: "A delivery", locked: true },
  { internal_name: "order_number", required: true },
  { internal_name: "item", hidden: false, required: true },
  { internal_name: "pieces", hidden: false },
  { internal_name: "arrived_on", hidden: false, required: true },
  { internal_name: "remedy", hidden: false, required: true },
  {
    internal_name: "damage",
    hidden: false,
    required: true,
    max_length: 400,
    description: "So that we need not ask for it back.",
    when: { remedy: ["Replacement", "Refund"] },
  },
  { internal_name: "copy_to", hidden: false, description: "We send them a copy of our answers." },
  { internal_name: "photos", type: "link", name: "Photos" },
  { internal_name: "priority", hidden: true, value: "High" },
  {
    internal_name: "agreed",
    type: "consent",
    required: true,
    name: "The carrier may have my name and address, to settle the damage.",
  },
];

widget.context = { portal_version: "4.2.0", account_number: "TC-20419" };

widget.getToken = async () => {
  const url = new URL("/portal/token", location.href);
  const customer = new URLSearchParams(location.search).get("customer");
  if (customer) url.searchParams.set("customer", customer);
  const response = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!response.ok) throw new Error(`The portal's back end answered ${response.status}.`);
  return (await response.json()).token;
};
