using System.Runtime.InteropServices;
using Huracan.Engine.Models.Kernels;

namespace Huracan.Tests.Engine.Models.Kernels;

/// <summary>Memory between pages that may be neither read nor written: whoever leaves it ends the process.</summary>
/// <param name="atEnd">Whether a piece ends where the page after it begins; else it begins where the page before it ends.</param>
internal sealed partial class GuardedWorkspace(bool atEnd) : Workspace
{
    private const int None = 0, ReadWrite = 3, PrivateAnonymous = 0x22;
    private readonly Dictionary<nint, (nint Start, nint Length)> mapped = [];

    protected override nint Allocate(nuint bytes)
    {
        nint page = Environment.SystemPageSize;
        var inner = ((nint)bytes + page - 1) / page * page;
        var start = Map(0, inner + 2 * page, None, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, start);
        Assert.Equal(0, Protect(start + page, inner, ReadWrite));
        var piece = atEnd ? start + page + inner - (nint)bytes : start + page; // at the end vectors may lie across cache lines
        mapped[piece] = (start, inner + 2 * page);
        return piece;
    }

    protected override void Free(nint piece) => Assert.Equal(0, Unmap(mapped[piece].Start, mapped[piece].Length));

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);
}
