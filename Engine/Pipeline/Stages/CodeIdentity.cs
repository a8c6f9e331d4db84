namespace Huracan.Engine.Pipeline.Stages;

/// <summary>
/// Identity of the code that computes: the module ids of the assemblies that results come from, which a deterministic build derives
/// from the sources. TorchSharp's also stands for the one version of libtorch it goes with. A stage computed by other code is computed
/// again.
/// </summary>
public static class CodeIdentity
{
    /// <summary>Hash over the engine, the tensor library and the contracts.</summary>
    public static string Hash { get; } = StageRunner.HashOf(
        new[] { typeof(CodeIdentity), typeof(TorchSharp.torch), typeof(Contracts.UnitId) }
            .Select(type => type.Assembly.ManifestModule.ModuleVersionId.ToString("N")));
}
