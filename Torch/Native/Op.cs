using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>
/// An ATen operator, looked up by name when first called. Arguments left out at the end take the defaults of its schema.
/// </summary>
internal sealed unsafe class Op(string name, string overload = "")
{
    private const int StackBytes = 2048;
    private nint handle;

    /// <summary>Calls an operator that answers one tensor.</summary>
    internal Tensor Call(params ReadOnlySpan<Arg> args)
    {
        NativeValue result;
        Count(Invoke(args, &result, 1), 1);
        return new Tensor((nint)result.Bits);
    }

    /// <summary>Calls an operator that answers two tensors.</summary>
    internal (Tensor First, Tensor Second) Call2(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[2];
        Count(Invoke(args, results, 2), 2);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits));
    }

    /// <summary>Calls an operator that answers three tensors, some perhaps undefined (null).</summary>
    internal (Tensor First, Tensor Second, Tensor Third) Call3(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[3];
        Count(Invoke(args, results, 3), 3);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits), new Tensor((nint)results[2].Bits));
    }

    /// <summary>Calls an operator that answers a list of at most <paramref name="most"/> tensors.</summary>
    internal Tensor[] CallMany(int most, params ReadOnlySpan<Arg> args)
    {
        var results = new NativeValue[Math.Max(most, 1)];
        int count;
        fixed (NativeValue* p = results) count = Invoke(args, p, results.Length);
        var tensors = new Tensor[count];
        for (var i = 0; i < count; i++) tensors[i] = new Tensor((nint)results[i].Bits);
        return tensors;
    }

    /// <summary>Calls an operator and drops what it answers: in-place operators answer an argument.</summary>
    internal void Do(params ReadOnlySpan<Arg> args) => Invoke(args, null, 0);

    /// <summary>Calls an operator that answers true or false.</summary>
    internal bool Ask(params ReadOnlySpan<Arg> args)
    {
        NativeValue result;
        Count(Invoke(args, &result, 1), 1);
        return result.Bits != 0;
    }

    private void Count(int got, int wanted)
    {
        if (got != wanted) throw new InvalidOperationException($"{name}.{overload} answered {got} values instead of {wanted}");
    }

    private int Invoke(ReadOnlySpan<Arg> args, NativeValue* results, int capacity)
    {
        if (handle == 0)
        {
            NativeMethods.Check(NativeMethods.ht_op(name, overload, out var found));
            handle = found;
        }
        var listBytes = 0;
        foreach (ref readonly var a in args)
            if (a.Owner is Array list) listBytes += a.Tag == ValueTag.String ? (list.Length + 7) & ~7 : list.Length * 8;
        var heap = listBytes > StackBytes ? new byte[listBytes] : null;
        var stack = stackalloc byte[heap is null ? listBytes : 0];
        var values = stackalloc NativeValue[args.Length];
        int status;
        fixed (byte* pinned = heap)
        {
            var lists = heap is null ? stack : pinned;
            for (var i = 0; i < args.Length; i++) lists = LayOut(args[i], values + i, lists);
            status = NativeMethods.ht_call(handle, values, args.Length, results, capacity);
        }
        KeepAlive(args);
        return NativeMethods.Check(status);
    }

    private static byte* LayOut(in Arg arg, NativeValue* value, byte* lists)
    {
        value->Tag = arg.Tag;
        value->Count = arg.Count;
        value->Bits = arg.Bits;
        switch (arg.Owner)
        {
            case null: return lists;
            case Tensor tensor:
                value->Bits = tensor.Handle;
                return lists;
            case Tensor?[] tensors:
                for (var i = 0; i < tensors.Length; i++) ((nint*)lists)[i] = tensors[i]?.Handle ?? 0;
                value->Bits = (long)lists;
                return lists + tensors.Length * 8;
            case long[] numbers:
                numbers.CopyTo(new Span<long>(lists, numbers.Length));
                value->Bits = (long)lists;
                return lists + numbers.Length * 8;
            case double[] numbers:
                numbers.CopyTo(new Span<double>(lists, numbers.Length));
                value->Bits = (long)lists;
                return lists + numbers.Length * 8;
            case byte[] text:
                text.CopyTo(new Span<byte>(lists, text.Length));
                value->Bits = (long)lists;
                value->Count = text.Length;
                return lists + ((text.Length + 7) & ~7);
            default:
                throw new InvalidOperationException($"an argument of type {arg.Owner.GetType()} has no layout");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive(ReadOnlySpan<Arg> args)
    {
        foreach (ref readonly var a in args) GC.KeepAlive(a.Owner);
    }
}
