// One file by one library of Node, in the folder that has it: `node by_node.mjs PROGRAM IN OUT`.
// IN is a page of HTML, or a JSON list of articles; OUT the file to write.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [program, source, target] = process.argv.slice(2);
const require = createRequire(process.cwd() + "/");
const held = readFileSync(source, "utf-8");

const programs = {
  readability() {
    const { JSDOM } = require("jsdom");
    const { Readability } = require("@mozilla/readability");
    const { url, html } = JSON.parse(held);
    return JSON.stringify({ url, ...new Readability(new JSDOM(html, { url }).window.document).parse() }) + "\n";
  },
  feed() {
    const { Feed } = require("feed");
    const articles = JSON.parse(held);
    const home = `https://${articles[0].domain}/`;
    const made = new Feed({ title: articles[0].outlet, id: home, link: home, language: "en" });
    for (const each of articles)
      made.addItem({
        title: each.title, id: each.url, link: each.url, description: each.deck, author: [{ name: each.author }],
        date: new Date(each.published), published: new Date(each.published), content: each.text.map((one) => `<p>${one}</p>`).join("\n"),
      });
    return target.endsWith(".rss") ? made.rss2() : target.endsWith(".atom") ? made.atom1() : made.json1();
  },
  async docx() {
    const { Document, HeadingLevel, Packer, Paragraph } = require("docx");
    const [each] = JSON.parse(held);
    const children = [new Paragraph({ text: each.title, heading: HeadingLevel.TITLE })];
    children.push(new Paragraph(`By ${each.author}`), new Paragraph(`Published: ${each.day}`));
    children.push(...each.text.map((one) => new Paragraph(one)));
    return Packer.toBuffer(new Document({ creator: each.author, title: each.title, sections: [{ children }] }));
  },
  "html-to-docx": () => require("html-to-docx")(held, null, { title: "", creator: "" }),
};

writeFileSync(target, await programs[program]());
