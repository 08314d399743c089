// Number and slider show the same hours. Without this the page works as well: one of them is used.
const number = document.getElementById("id_hours");
const slider = document.getElementById("hours-slider");
if (number && slider) {
  slider.addEventListener("input", () => { number.value = slider.value; });
  number.addEventListener("input", () => { slider.value = number.value; });
}
