// Prints a page with a real browser, as a person would, and says what it measured as one line of JSON: how wide
// its content is beside the width of the sheet (in CSS pixels), how many resources it asked for, how many sheets
// it takes, and their size in points.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const file = process.argv[2];
// A4 less the margins that the page asks for: 210 mm - 2 x 15 mm.
const sheet = Math.floor((180 / 25.4) * 96);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: sheet, height: 1000 } });
  let asked = 0;
  page.on('request', () => asked++);
  await page.emulateMedia({ media: 'print' });
  await page.setContent(readFileSync(file, 'utf8'));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.pdf({ path: file + '.pdf', preferCSSPageSize: true });
  const said = execFileSync('pdfinfo', [file + '.pdf'], { encoding: 'utf8' });
  const pages = Number(said.match(/^Pages: +(\d+)/m)[1]);
  const [, across, down] = said.match(/^Page size: +([\d.]+) x ([\d.]+)/m).map(Number);
  console.log(JSON.stringify({ width, sheet, asked, pages, across, down }));
} finally {
  await browser.close();
}
