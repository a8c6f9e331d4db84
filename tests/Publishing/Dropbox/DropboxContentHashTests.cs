using System.Globalization;
using Huracan.Publishing.Dropbox;

namespace Huracan.Tests.Publishing.Dropbox;

public class DropboxContentHashTests
{
    [Fact]
    public void Hashes_are_those_of_the_reference()
    {
        var rows = File.ReadLines(Repository.Golden("dropbox", "reference.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(8, rows.Length);
        Assert.All(rows, row =>
        {
            var content = new byte[int.Parse(row[0], CultureInfo.InvariantCulture)];
            for (var i = 0; i < content.Length; i++)
                content[i] = (byte)(((i * 7L) + (i / 251)) % 256);
            Assert.Equal(row[1], DropboxContentHash.Of(content));
        });
    }
}
