/** What every page loads. Pages work without any of it. */

import "./style.css";
import { showCharts } from "./charts";
import { readDrawing } from "./drawing";
import { startSharing } from "./share";
import { startTheme } from "./theme";
import { startTimeline } from "./timeline";

startTheme();
startSharing();

if (document.body.classList.contains("page-timeline")) {
  startTimeline();
} else {
  const drawing = readDrawing(document);
  if (drawing) showCharts(document, drawing);
}

document.querySelector<HTMLTextAreaElement>("#query")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
  }
});
