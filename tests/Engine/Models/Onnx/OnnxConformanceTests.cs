using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Models.Onnx;

public sealed class OnnxZeroShotConformanceTests : ModelConformance
{
    private protected override bool IsRandom => false;

    private protected override bool Learns => false;

    private protected override bool LearnsWeights => false;

    private protected override IModel Create() => Graphs.Model(Graphs.Classes);
}

public sealed class OnnxHeadConformanceTests : ModelConformance
{
    private protected override bool IsRandom => false;

    private protected override (int After, int Rounds) Kill => (11, 12);

    private protected override IModel Create() =>
        Graphs.Model(Graphs.Embedding, MadeUp.Features, ("rounds", 12), ("early_stopping_rounds", 12));
}
