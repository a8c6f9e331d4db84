namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// A row of one to four vectors held in registers: sums, or weights they are multiplied with. Flat structures of up to four fields are
/// what the JIT keeps in registers.
/// </summary>
internal unsafe interface IRow<TSelf>
    where TSelf : struct, IRow<TSelf>
{
    static abstract TSelf Load(float* source);

    /// <summary>This row and x times another, every element rounded once.</summary>
    TSelf AddProduct(float x, TSelf weights);

    void Store(float* target);
}
