// When a passkey cannot be used, say so in words on the page; the pressed button stays usable.
document.addEventListener("allauth.error", (event) => {
  const problem = document.getElementById("passkey_problem");
  if (problem) {
    event.preventDefault();
    problem.hidden = false;
  }
});
