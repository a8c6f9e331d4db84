using System.Buffers.Binary;
using System.Text;
using Huracan.Engine.Tensors;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Tensors;

[Collection("torch")]
public sealed class SafetensorsTests
{
    [Fact]
    public void A_file_put_together_by_hand_is_read()
    {
        using var scope = NewDisposeScope();
        var file = Safetensors.Parse(System.IO.File.ReadAllBytes(Repository.Golden("tensors", "by_hand.safetensors")));
        Close.Same(tensor([1f, -2, 3.5f, 0.25f, -0.125f, 1e-30f], [2, 3]), file.Tensor("weight"));
        Assert.Equal(-(1L << 40), file.Tensor("count").item<long>());
        Assert.Equal([true, false, false, true], file.Tensor("flags").data<bool>().ToArray());
        Assert.Equal([0, 5], file.Tensor("empty").shape);
        Assert.Equal("struct and json", file.Metadata["made by"]);
    }

    [Fact]
    public void Every_type_comes_back_as_it_was()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var all = new List<(string, Tensor)>();
        foreach (var type in new[] { float64, int64, float32, int32, float16, bfloat16, int16, int8, uint8, @bool })
            all.Add(($"t{all.Count}", (randn(3, 5) * 20).to(type)));
        all.Add(("scalar", tensor(2.5)));
        all.Add(("gaps", randn(4, 6).t()));
        var file = Safetensors.Parse(Safetensors.Write(all));
        foreach (var (name, value) in all) Close.Same(value, file.Tensor(name));
    }

    [Fact]
    public void Same_tensors_give_the_same_aligned_bytes_in_whatever_order()
    {
        using var scope = NewDisposeScope();
        var (a, b, c) = (arange(5, dtype: float32), arange(3, dtype: float64), tensor(true));
        var bytes = Safetensors.Write([("a", a), ("b", b), ("c", c)]);
        Assert.Equal(bytes, Safetensors.Write([("c", c), ("b", b), ("a", a)]));
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(bytes) % 8);
        Assert.All(Safetensors.Parse(bytes).Entries.Values, e => Assert.Equal(0, e.Start % (int)Size(e.Type)));
    }

    [Fact]
    public void Another_reader_reads_what_is_written_here()
    {
        using var scope = NewDisposeScope();
        var path = Path.GetTempFileName();
        try
        {
            manual_seed(2);
            var written = new Dictionary<string, Tensor> { ["a"] = randn(3, 5), ["b.c"] = arange(7), ["d"] = randn(2, 2, float64) };
            System.IO.File.WriteAllBytes(path, Safetensors.Write(written.Select(t => (t.Key, t.Value))));
            var read = TorchSharp.PyBridge.Safetensors.LoadStateDict(path);
            Assert.Equal(written.Keys.Order(), read.Keys.Order());
            foreach (var (name, value) in written)
                Close.Same(value, read[name]);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void A_name_that_comes_twice_or_is_the_formats_own_is_not_written()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => Safetensors.Write([("a", ones(1)), ("a", ones(1))]));
        Assert.Throws<ArgumentException>(() => Safetensors.Write([("__metadata__", ones(1))]));
    }

    [Theory]
    [InlineData("", 0, "too few")]
    [InlineData("{}", 3, "belong to no tensor")]
    [InlineData("[]", 0, "no JSON object")]
    [InlineData("{\"a\":", 0, "no JSON")]
    [InlineData("{\"a\":1}", 0, "'a' is no JSON object")]
    [InlineData("{\"a\":{}}", 0, "dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "F99")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "-1")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "1.5")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "needs 8 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}", 0, "impossible shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}", 4, "data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "claims the bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4, "claims the bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "belong to no tensor")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}," +
        "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12, "overlaps")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        4, "twice")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", 0, "no text")]
    [InlineData("{\"a\":[[[[[[1]]]]]]}", 0, "no JSON")]
    [InlineData("{\"\\ud800\":{}}", 0, "damaged text")]
    public void A_damaged_header_is_refused_with_its_reason(string header, int dataBytes, string reason)
    {
        var bytes = header.Length == 0 ? new byte[5] : File(header, dataBytes);
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Parse(bytes));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(200_000_000UL)]
    [InlineData(64UL)]
    public void A_header_longer_than_the_file_or_the_limit_is_refused(ulong claimed)
    {
        var bytes = new byte[40];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, claimed);
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Parse(bytes));
        Assert.Contains($"claims {claimed} bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_and_every_changed_header_byte_is_refused_or_read_without_harm()
    {
        using var scope = NewDisposeScope();
        var bytes = Safetensors.Write([("a", arange(4, dtype: float32)), ("b", arange(3))]);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => Safetensors.Parse(bytes[..length]));
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = bytes.ToArray();
                changed[at] ^= (byte)(1 << bit);
                try
                {
                    var file = Safetensors.Parse(changed);
                    foreach (var name in file.Entries.Keys) file.Tensor(name).Dispose();
                }
                catch (InvalidDataException)
                {
                    // Refused: as good as read.
                }
            }
        }
    }

    private static long Size(ScalarType type) => zeros(1, type).ElementSize;

    private static byte[] File(string header, int dataBytes)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        return bytes;
    }
}
