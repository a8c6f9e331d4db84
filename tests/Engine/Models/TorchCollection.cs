namespace Huracan.Tests.Engine.Models;

/// <summary>Tests that draw from torch's generator run one after another: the process has only one.</summary>
[CollectionDefinition("torch", DisableParallelization = true)]
public sealed class TorchCollection;
