using System.Runtime.InteropServices;
using Huracan.Engine;
using Huracan.Engine.Models.Kernels;

namespace Huracan.Tests.Engine.Models.Kernels;

public sealed unsafe class ProductTests
{
    [Fact]
    public void Every_element_is_one_chain_of_fused_products_whatever_the_shape_of_tiles()
    {
        foreach (var rows in new[] { 1, 2, 3, 4, 5, 7, 8, 16, 17 })
        {
            foreach (var depth in new[] { 0, 1, 2, 15, 45, 127, 128, 129, 300 })
            {
                for (var columns = 16; columns <= 160; columns += 16)
                {
                    foreach (var transposed in new[] { false, true })
                        AssertChains(rows, columns, depth, transposed);
                }
            }
        }
    }

    private static void AssertChains(int rows, int columns, int depth, bool transposed)
    {
        var random = new SeededRandom(5);
        var a = MadeUpKernels.Numbers(random, Math.Max(1, rows * depth));
        var weights = MadeUpKernels.Numbers(random, Math.Max(1, depth * columns));
        var start = MadeUpKernels.Numbers(random, rows * columns);
        var expected = start.ToArray();
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < depth; k++)
            {
                var x = a[transposed ? k * rows + row : row * depth + k];
                for (var column = 0; column < columns; column++)
                {
                    ref var sum = ref expected[row * columns + column];
                    sum = MathF.FusedMultiplyAdd(x, weights[k * columns + column], sum);
                }
            }
        }
        foreach (var kernel in MadeUpKernels.All)
        {
            var result = new float[rows * columns];
            fixed (float* x = a, w = weights, s = start, r = result)
            {
                var matrix = transposed ? new Matrix(x, rows).Transposed : new Matrix(x, depth);
                kernel.Product(rows, columns, depth, matrix, new(w, columns), new(s, columns), new(r, columns));
            }
            Assert.True(
                MemoryMarshal.AsBytes<float>(expected).SequenceEqual(MemoryMarshal.AsBytes<float>(result)),
                $"{kernel}: {rows} x {columns} x {depth}");
        }
    }
}
