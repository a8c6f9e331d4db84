// Draws a study: its trials' values in their order, and each complete trial as a line over its settings.
import * as echarts from './lib/echarts.mjs';
import { colour, onTheme } from './colours.js';

const plots = new Map();
const narrow = 480;

// A collapsed element has no size: its chart is created when it gets one. An element removed from the page loses its chart.
function paint(plot) {
    if (!plot.place.isConnected) {
        plot.watch.disconnect();
        plot.chart?.dispose();
        plots.delete(plot.place);
        return;
    }
    const { clientWidth: width, clientHeight: height } = plot.place;
    if (width === 0 || height === 0)
        return;
    plot.chart ??= echarts.init(plot.place);
    plot.chart.resize();
    const textStyle = { fontFamily: getComputedStyle(document.body).fontFamily };
    plot.chart.setOption({ animation: false, textStyle, ...plot.option(width) }, true);
}

function draw(place, option) {
    const plot = plots.get(place) ?? { place, watch: new ResizeObserver(() => paint(plot)) };
    plot.option = option;
    if (!plots.has(place)) {
        plots.set(place, plot);
        plot.watch.observe(place); // calls back once at the start
    } else {
        paint(plot);
    }
}

const short = value => `${Number(value.toPrecision(3))}`;

export function drawHistory(place, data) {
    draw(place, () => historyOption(data));
    place.dataset.complete = data.complete.length;
    place.dataset.pruned = data.pruned.length;
}

function historyOption({ complete, pruned, best }) {
    const [ink, faint, accent, gain, amber] = ['--ink-soft', '--line', '--accent', '--gain', '--rz-warning'].map(name => colour(name));
    const axis = {
        axisLabel: { color: ink, formatter: short }, nameTextStyle: { color: ink },
        axisLine: { lineStyle: { color: faint } }, splitLine: { lineStyle: { color: faint } },
    };
    return {
        grid: { left: 60, right: 18, top: 40, bottom: 44 },
        legend: { top: 6, itemHeight: 9, itemWidth: 16, textStyle: { color: ink }, inactiveColor: faint },
        tooltip: { trigger: 'item', formatter: ({ seriesName, value }) => `trial ${value[0]}, ${seriesName}: ${value[1].toPrecision(5)}` },
        xAxis: {
            ...axis, type: 'value', name: 'trial', nameLocation: 'middle', nameGap: 26, min: 0, minInterval: 1, splitLine: { show: false },
        },
        yAxis: { ...axis, type: 'value', scale: true },
        series: [
            { name: 'complete', type: 'scatter', data: complete, symbolSize: 7, itemStyle: { color: accent } },
            { name: 'pruned', type: 'scatter', data: pruned, symbol: 'triangle', symbolSize: 8, itemStyle: { color: amber } },
            {
                name: 'best so far', type: 'line', step: 'end', data: best, symbol: 'none',
                itemStyle: { color: gain }, lineStyle: { color: gain, width: 2 },
            },
        ],
    };
}

// Axes beside each other have their names on top, axes below each other above their start, with as much width as needed.
const nameOf = (stacked, ink) => stacked
    ? {
        nameLocation: 'start', nameGap: 0,
        nameTextStyle: {
            color: ink, fontSize: 11, align: 'left', verticalAlign: 'bottom', padding: [1, 3, 4, 0],
            backgroundColor: colour('--paper', 0.8),
        },
    }
    : { nameLocation: 'end', nameGap: 12, nameTextStyle: { color: ink, fontSize: 11 } };

export function drawParallel(place, data) {
    draw(place, width => parallelOption(data, width < narrow));
    place.dataset.lines = data.lines.length;
}

function parallelOption({ axes, lines }, stacked) {
    const [ink, soft, faint, accent, gain] = ['--ink', '--ink-soft', '--line', '--accent', '--gain'].map(name => colour(name));
    const value = axes.length;
    const values = lines.map(line => line[value]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const rows = lines.map(line => line.map(one => one ?? '-'));
    const scaleOf = axis => axis.choices
        ? { type: 'category', data: axis.choices }
        : { type: axis.log ? 'log' : 'value', min: axis.low, max: axis.high };
    const one = axis => ({ ...scaleOf(axis), name: axis.log ? `${axis.name} (log)` : axis.name });
    return {
        parallel: {
            layout: stacked ? 'vertical' : 'horizontal',
            ...(stacked ? { left: 20, right: 20, top: 34, bottom: 64 } : { left: 56, right: 56, top: 58, bottom: 56 }),
            parallelAxisDefault: {
                ...nameOf(stacked, ink),
                axisLine: { lineStyle: { color: soft } }, axisTick: { lineStyle: { color: soft } },
                axisLabel: {
                    color: soft, fontSize: 10, hideOverlap: true, formatter: label => typeof label === 'number' ? short(label) : label,
                },
            },
        },
        parallelAxis: [...axes.map((axis, dim) => ({ dim, ...one(axis) })), { dim: value, name: 'value', type: 'value', scale: true }],
        visualMap: {
            show: most > least, seriesIndex: 0, dimension: value, min: least, max: most > least ? most : least + 1,
            orient: 'horizontal', left: 'center', bottom: 4, itemHeight: 90, itemWidth: 10,
            text: [short(most), short(least)], textStyle: { color: soft },
            inRange: { color: [colour('--ink-soft', 0.35), accent] }, calculable: false,
        },
        series: [
            { type: 'parallel', data: rows.slice(0, -1), lineStyle: { width: 1.2, opacity: 0.75 } },
            { type: 'parallel', data: rows.slice(-1), lineStyle: { width: 3, color: gain, opacity: 1 } },
        ],
    };
}

onTheme(() => plots.forEach(paint));
