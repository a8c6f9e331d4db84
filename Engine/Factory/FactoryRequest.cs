using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Engine.Factory;

/// <summary>What a cluster is asked for: <c>POST /runs</c> with <c>kind: factory</c>. Keys that are left out have the value of
/// <c>config/factory.yaml</c>.</summary>
public sealed class FactoryRequest : FactoryOptions
{
    /// <summary>Tells it from a plain run.</summary>
    public RunKind Kind { get; set; } = RunKind.Factory;

    /// <summary>The run's complete settings, in place of the file that <c>settings</c> names: missing keys have the program's defaults.
    /// Null takes <c>config/train.yaml</c>.</summary>
    public RunOptions? Run { get; set; }

    /// <summary>Higher goes first.</summary>
    [Range(-1000, 1000)]
    public int Priority { get; set; }
}
