using System.Text;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Bundles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Champions;

/// <summary>A genuine run for all tests of a class, which contests only read, and challengers of its unit.</summary>
public sealed class ContestedRun : IDisposable
{
    public const string Early = "20251215T060000Z-0123abcd";

    private readonly TemporaryFolder folder = new();

    public ContestedRun()
    {
        var (context, result) = GenuineRun.Make(folder[GenuineRun.Id], "xgboost", options =>
        {
            options.TrainBars = 2_000;
            options.ModelSettings["xgboost"] = new() { ["rounds"] = 60, ["max_depth"] = 4 };
        });
        (Folder, Result) = (context.Folder, result);
        GenuineRun.Ungate(Folder);
    }

    public IRunFolder Folder { get; }

    public UnitResult Result { get; }

    /// <summary>The same run, as one that was told from when on to read candles.</summary>
    public IRunFolder Cut(string path)
    {
        IRunFolder copy = new RunFolder(path);
        foreach (var name in Folder.List(""))
            copy.Write(name, Folder.Read(name));
        var options = YamlFile.Parse<RunOptions>(Encoding.UTF8.GetString(Folder.Read(RunOutputs.Config)), RunOutputs.Config);
        options.From = Instant.Of(DateTimeOffset.UnixEpoch);
        copy.Write(RunOutputs.Config, Encoding.UTF8.GetBytes(YamlFile.Format(options)));
        return copy;
    }

    /// <summary>The very model of the run.</summary>
    public BundleSource Same(string version = Early)
    {
        var source = BundleSource.OfRun(Folder, GenuineRun.Unit, new BundleRequest(GenuineRun.Id));
        return source with { Manifest = source.Manifest with { Version = version } };
    }

    /// <summary>One that is traded from another confidence.</summary>
    public BundleSource Other(string version = Early) =>
        Same(version).With(meta => meta with { EntryThreshold = meta.EntryThreshold + 0.001 });

    /// <summary>One that claims to have learnt from little, so that it is compared on bars it knows and proves better than cash.</summary>
    public BundleSource Strong()
    {
        var source = Other();
        var from = source.Manifest.Parts.Shadow.To.AddDays(-80);
        return source.With(meta => meta with { TrainedTo = from.AddDays(-1) }).From(from);
    }

    public void Dispose() => folder.Dispose();
}
