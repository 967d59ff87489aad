// Speaks to the server about one draft. A write carries the link in a header.

export class Refusal extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? "");
    this.status = status;
    this.code = body?.error?.code ?? "";
    this.at = body?.error?.at ?? null;
    this.body = body ?? {};
  }

  // Nothing was heard from the server: whether the step was taken is not known.
  get isSilence() {
    return this.status === 0 || this.status >= 500;
  }
}

async function answered(request) {
  let answer;
  try {
    answer = await request;
  } catch {
    throw new Refusal(0, null);
  }
  if (answer.status === 204) return null;
  const body = await answer.json().catch(() => null);
  if (!answer.ok || body === null) throw new Refusal(answer.status, body);
  return body;
}

export class Api {
  constructor(token, onLapsed) {
    this.token = token;
    this.onLapsed = onLapsed;
  }

  renew(token) {
    this.token = token;
  }

  get(name, asked = {}) {
    const query = new URLSearchParams({ t: this.token, ...asked });
    return this.#watched(answered(fetch(`/drafts/${name}?${query}`)));
  }

  post(name, body) {
    const headers = { "content-type": "application/json", "x-wangge-link": this.token };
    const request = { method: "POST", headers, body: JSON.stringify(body) };
    return this.#watched(answered(fetch(`/drafts/${name}`, request)));
  }

  async #watched(answer) {
    try {
      return await answer;
    } catch (refusal) {
      if (refusal.code === "link_refused") this.onLapsed(this.token);
      throw refusal;
    }
  }
}
