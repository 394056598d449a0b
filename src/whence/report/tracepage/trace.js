"use strict";
// Lights up what an article rests on, and opens what a link leads to.  The page says everything without it.
for (const svg of document.querySelectorAll(".diagram svg")) {
  for (const lane of svg.querySelectorAll(".lane")) {
    const steps = [...lane.querySelectorAll(".step")], rows = [...lane.querySelectorAll(".row")];
    const light = (from) => {
      const seen = new Set(), open = [from];
      svg.classList.add("lit");
      while (open.length) {
        const row = open.pop();
        if (row === "" || seen.has(row)) continue;
        seen.add(row);
        for (const step of steps) if (step.dataset.to === row) { step.classList.add("on"); open.push(step.dataset.from); }
        for (const each of rows) if (each.dataset.row === row) each.classList.add("on");
      }
    };
    const dark = () => {
      svg.classList.remove("lit");
      for (const each of svg.querySelectorAll(".on")) each.classList.remove("on");
    };
    for (const each of [...rows, ...steps]) {
      const row = each.dataset.row ?? each.dataset.to;
      for (const [start, end] of [["pointerenter", "pointerleave"], ["focusin", "focusout"]]) {
        each.addEventListener(start, () => light(row));
        each.addEventListener(end, dark);
      }
    }
  }
}
const reveal = () => {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!target) return;
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  target.scrollIntoView({block: "center"});
};
addEventListener("hashchange", reveal);
reveal();
