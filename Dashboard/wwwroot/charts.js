// Draws a unit's test part: candles with trades, equity, drawdown. Times come in milliseconds and the chart takes seconds; all are UTC.
import { colour, onTheme } from './colours.js';
import { createChart, createSeriesMarkers, AreaSeries, CandlestickSeries, LineSeries } from './lib/lightweight-charts.mjs';

const charts = new Map();

async function fetchJson(path) {
    const answer = await fetch(path);
    if (!answer.ok)
        throw new Error(await answer.text() || `The dashboard answered ${answer.status}.`);
    return answer.json();
}

// Original candles, page by page, from the first equity value to the last; later ones belong to the shadow part.
async function fetchCandles(source, first, last) {
    const candles = [];
    for (let after = first; after !== null && after < last;) {
        const page = await fetchJson(`${source}/candles?limit=10000&after=${after}`);
        page.open_time.forEach((time, i) => {
            if (time < last)
                candles.push({ time: time / 1000, open: page.open[i], high: page.high[i], low: page.low[i], close: page.close[i] });
        });
        after = page.next;
    }
    return candles;
}

// The candle that contains a time: the last one that opens at or before it.
function candleAt(candles, time) {
    let low = 0, high = candles.length - 1;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (candles[middle].time <= time) low = middle; else high = middle - 1;
    }
    return candles[low].time;
}

// Zoomed out, an arrow at each entry in the colour of its result; zoomed in, the exits too.
function markersOf({ trades, candles, near }) {
    const [gain, loss, accent] = ['--gain', '--loss', '--accent'].map(name => colour(name));
    return trades.flatMap(trade => {
        const long = trade.side > 0;
        const [outcome, before, behind] = [trade.gain ? gain : loss, long ? 'belowBar' : 'aboveBar', long ? 'aboveBar' : 'belowBar'];
        const entry = {
            time: candleAt(candles, trade.entryTime / 1000), position: before, shape: long ? 'arrowUp' : 'arrowDown',
            size: near ? 1 : 0.4, color: near ? accent : outcome,
        };
        const exit = { time: candleAt(candles, trade.exitTime / 1000), position: behind, shape: 'circle', size: 0.6, color: outcome };
        return near ? [entry, exit] : [entry];
    }).sort((a, b) => a.time - b.time);
}

// Whether few enough trades are visible to tell them apart.
function isNear({ chart, trades, candles }) {
    const range = chart.timeScale().getVisibleRange();
    return range !== null
        && trades.filter(trade => trade.entryTime / 1000 >= range.from && trade.entryTime / 1000 <= range.to).length <= 40;
}

function paint(drawn) {
    const [ink, faint, gain, loss, accent] = ['--ink-soft', '--line', '--gain', '--loss', '--accent'].map(name => colour(name));
    drawn.chart.applyOptions({
        layout: { background: { color: colour('--paper') }, textColor: ink, panes: { separatorColor: faint } },
        grid: { vertLines: { color: faint }, horzLines: { color: faint } },
        rightPriceScale: { borderColor: faint }, timeScale: { borderColor: faint },
    });
    drawn.price.applyOptions({ upColor: gain, downColor: loss, wickUpColor: gain, wickDownColor: loss, borderVisible: false });
    drawn.equity.applyOptions({ color: accent });
    drawn.drawdown.applyOptions({ lineColor: loss, topColor: 'transparent', bottomColor: colour('--loss', 0.35) });
    drawn.markers.setMarkers(markersOf(drawn));
}

export async function draw(place, source, trades) {
    try {
        const equity = await fetchJson(`${source}/equity`);
        if (equity.time.length < 2)
            return 'The test part holds no bars.';
        const bar = equity.time[1] - equity.time[0];
        const candles = await fetchCandles(source, equity.time[0] - bar - 1, equity.time.at(-1));
        if (candles.length === 0)
            return 'There are no candles of the test part.';
        if (!place.isConnected)
            return '';
        const chart = createChart(place, {
            autoSize: true, timeScale: { timeVisible: true, secondsVisible: false }, localization: { locale: 'en-GB' },
        });
        const digits = candles[0].close < 1 ? 6 : candles[0].close < 100 ? 4 : 2;
        const price = chart.addSeries(CandlestickSeries, {
            title: 'price', priceFormat: { type: 'price', precision: digits, minMove: 10 ** -digits },
        }, 0);
        const line = chart.addSeries(LineSeries, {
            title: 'equity', lineWidth: 2, priceFormat: { type: 'price', precision: 0, minMove: 1 },
        }, 1);
        const fall = chart.addSeries(AreaSeries, {
            title: 'drawdown', lineWidth: 1, invertFilledArea: true,
            priceFormat: { type: 'custom', minMove: 0.0001, formatter: value => `${(100 * value).toFixed(2)} %` },
        }, 2);
        price.setData(candles);
        // Equity is measured at the end of a bar and drawn on that bar.
        const at = i => candleAt(candles, equity.time[i] / 1000 - 1);
        const points = values => {
            const byTime = new Map(values.map((value, i) => [at(i), value]));
            return [...byTime].map(([time, value]) => ({ time, value }));
        };
        line.setData(points(equity.equity));
        fall.setData(points(equity.drawdown));
        chart.panes().forEach((pane, i) => pane.setStretchFactor([5, 2, 1.4][i]));
        const drawn = { chart, price, equity: line, drawdown: fall, markers: createSeriesMarkers(price, []), candles, trades, near: false };
        paint(drawn);
        chart.timeScale().subscribeVisibleTimeRangeChange(() => {
            const near = isNear(drawn);
            if (near !== drawn.near) {
                drawn.near = near;
                drawn.markers.setMarkers(markersOf(drawn));
            }
        });
        chart.timeScale().fitContent();
        charts.set(place, drawn);
        place.dataset.candles = candles.length;
        place.dataset.trades = trades.length;
        return '';
    } catch (error) {
        return error.message;
    }
}

export function remove(place) {
    charts.get(place)?.chart.remove();
    charts.delete(place);
}

onTheme(() => charts.forEach(paint));
