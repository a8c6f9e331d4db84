using Huracan.Engine.Splits;

namespace Huracan.Engine.Datasets;

/// <summary>
/// Where the rows of a symbol lie in its dataset's table. The three parts touch in the table, also where bars between them were left out;
/// a part may be empty.
/// </summary>
/// <param name="Name">Name of the symbol, such as <c>BTCUSDT</c>.</param>
/// <param name="Train">Rows to fit on.</param>
/// <param name="Validation">Rows to stop early and choose on.</param>
/// <param name="Test">Rows of the test.</param>
public sealed record DatasetSymbol(string Name, BarRange Train, BarRange Validation, BarRange Test)
{
    /// <summary>All rows of the symbol.</summary>
    public BarRange Rows => new(Train.Start, Test.End);

    /// <summary>Rows of a part.</summary>
    public BarRange Of(DatasetPart part) => part switch
    {
        DatasetPart.Train => Train,
        DatasetPart.Validation => Validation,
        _ => Test,
    };
}
