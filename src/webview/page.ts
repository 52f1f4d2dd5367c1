import "./speakAsPage";
import type { ToPage } from "./messages";
import { Panel, type PanelHost } from "./panel/panel";

declare function acquireVsCodeApi(): PanelHost;

const panel = new Panel(document.body, acquireVsCodeApi());

window.addEventListener("message", (event: MessageEvent<ToPage>) => panel.receive(event.data));
