// Runs before Streamlit's own script: the server is at the root, whatever page the address names,
// so it need not be looked for beneath the page first.
window.__streamlit = { BACKEND_BASE_URL: window.location.origin };
