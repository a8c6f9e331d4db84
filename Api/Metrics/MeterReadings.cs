using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;

namespace Huracan.Api.Metrics;

/// <summary>Keeps what this host's meters tell, in the form Prometheus asks for: running sums, last values, buckets.</summary>
internal sealed class MeterReadings : IDisposable
{
    private const string Requests = "http.server.request.duration";
    private static readonly string[] Own = ["Huracan.Api", "Huracan.Runs"];
    private static readonly string[] RequestTags = ["http.request.method", "http.route", "http.response.status_code"];
    private static readonly double[] DefaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (Instrument Instrument, SortedDictionary<string, Reading> Series)> instruments = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    public MeterReadings(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            // Several hosts may live in one process, as tests have them: a meter says whose it is.
            if (instrument.Meter.Scope != meters || (!Own.Contains(instrument.Meter.Name) && instrument.Name != Requests))
                return;
            lock (gate)
                instruments.TryAdd(instrument.Name, (instrument, new SortedDictionary<string, Reading>(StringComparer.Ordinal)));
            self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    public void WriteTo(PrometheusText page)
    {
        lock (gate)
        {
            foreach (var (instrument, series) in instruments.Values)
            {
                var name = instrument.Name.Replace('.', '_');
                var help = instrument.Description ?? instrument.Name;
                switch (instrument)
                {
                    case Histogram<double>:
                        page.Family(instrument.Unit switch { "s" => $"{name}_seconds", "samples_per_second" => $"{name}_samples", _ => name }, "histogram", help);
                        foreach (var (labels, reading) in series)
                            page.Histogram(labels, reading.Bounds, reading.Buckets, reading.Sum, reading.Count);
                        break;
                    case Counter<long>:
                        page.Family($"{name}_total", "counter", help);
                        foreach (var (labels, reading) in series)
                            page.Sample(labels, reading.Sum);
                        break;
                    default:
                        page.Family(name, "gauge", help);
                        foreach (var (labels, reading) in series)
                            page.Sample(labels, reading.Sum);
                        break;
                }
            }
        }
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelsOf(instrument, tags);
        lock (gate)
        {
            var series = instruments[instrument.Name].Series;
            if (!series.TryGetValue(labels, out var reading))
                series[labels] = reading = new Reading(instrument is Histogram<double> histogram ? [.. histogram.Advice?.HistogramBucketBoundaries ?? DefaultBuckets] : []);
            reading.Add(value);
        }
    }

    private static string LabelsOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var kept = new List<(string Name, string Value)>();
        foreach (var (name, value) in tags)
        {
            if (instrument.Name != Requests || RequestTags.Contains(name)) // the rest would make a series of every protocol and port
                kept.Add((name.Replace('.', '_'), $"{value}"));
        }
        return PrometheusText.Labels(CollectionsMarshal.AsSpan(kept));
    }

    private sealed class Reading(double[] bounds)
    {
        public double[] Bounds { get; } = bounds;

        public long[] Buckets { get; } = new long[bounds.Length];

        public double Sum { get; private set; }

        public long Count { get; private set; }

        public void Add(double value)
        {
            Sum += value;
            Count++;
            var bucket = Array.FindIndex(Bounds, bound => value <= bound);
            if (bucket >= 0)
                Buckets[bucket]++;
        }
    }
}
