// Keeps what is filled in on a ballot while its page is loaded anew, in another language or because it has
// grown too old: on this phone, in this tab, and only until then. It runs before the other scripts read the form.

const form = document.getElementById("ballot");
const kept = `draft ${location.pathname}`;
const ours = (name) => name === "phrase" || name.startsWith("line-");

// `why` is said on the page that comes.
export function keep(why = "") {
  const fields = [...new FormData(form)].filter(([name]) => ours(name));
  sessionStorage.setItem(kept, JSON.stringify({ why, fields }));
}

function takeBack() {
  const { why, fields } = JSON.parse(sessionStorage.getItem(kept)) ?? { why: "", fields: null };
  sessionStorage.removeItem(kept);
  if (!fields) return why;
  const written = new Map(fields);
  for (const field of [...form.elements].filter(({ name }) => ours(name))) {
    const text = written.get(field.name);
    if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === text;
    else field.value = text ?? "";
  }
  return why;
}

export const why = takeBack();
