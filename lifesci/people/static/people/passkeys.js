// Lets a browser that knows passkeys add one, and log in with it. Each form says by data-passkey what it is for.
"use strict";
(() => {
  const REFUSED = "The browser did not hand over a passkey. Nothing was changed. Try again, or use another way.";

  const optionsOf = async (form) => {
    const island = form.dataset.passkeyOptions;
    if (island) return JSON.parse(document.getElementById(island).textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`The desk answered ${answer.status}`);
    return answer.json();
  };

  const created = (options, alone) => {
    const wanted = options.publicKey.authenticatorSelection;
    wanted.residentKey = alone ? "required" : "discouraged";
    wanted.requireResidentKey = alone;
    if (alone) wanted.userVerification = "required";
    return window.webauthnJSON.create(options);
  };

  const credentialFor = async (form) => {
    const options = await optionsOf(form);
    if (form.dataset.passkey === "add") {
      return created(options.creation_options, Boolean(form.elements.passwordless?.checked));
    }
    return window.webauthnJSON.get(options.request_options);
  };

  const hand = async (event) => {
    const form = event.currentTarget;
    event.preventDefault();
    const says = form.querySelector("[data-passkey-says]");
    says.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(await credentialFor(form));
      form.submit();
    } catch {
      says.textContent = REFUSED;
    }
  };

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", hand);
  }
})();
