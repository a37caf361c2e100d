package eventlog

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"

	"alur/model"
)

// Read reads a log from a file in CSV or XES, packed by gzip or not: which it
// is, its first bytes say. See ReadCSV and ReadXES.
func Read(r io.Reader, o Options) (*Log, *Report, error) {
	plain, err := unpacked(r)
	if err != nil {
		return nil, nil, err
	}
	ahead, err := plain.Peek(64)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	if bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(ahead, []byte("\ufeff"))), []byte("<")) {
		return ReadXES(plain, o)
	}
	return ReadCSV(plain, o)
}

// unpacked reads what a file holds, packed or not.
func unpacked(r io.Reader) (*bufio.Reader, error) {
	packed := bufio.NewReaderSize(r, 64<<10)
	ahead, err := packed.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(ahead, []byte{0x1f, 0x8b}):
	case bytes.HasPrefix(ahead, []byte("PK\x03\x04")):
		return nil, &Fault{Say: model.Say{
			EN: "it is an archive or a workbook; save its table as CSV", ID: "ini arsip atau buku kerja; simpan tabelnya sebagai CSV",
		}}
	default:
		return packed, nil
	}
	u := &unpacker{packed: counter{src: packed}, free: freeUnpacked}
	if u.zip, err = gzip.NewReader(&u.packed); err != nil {
		return nil, u.fault(err)
	}
	return bufio.NewReaderSize(u, 64<<10), nil
}

// A file that unpacks to more than freeUnpacked and to more than maxRatio
// times its own length is made to fill a disk. Logs reach some fiftyfold.
const (
	freeUnpacked = 256 << 20
	maxRatio     = 400
)

// unpacker unpacks a file, and refuses one made to grow without end.
type unpacker struct {
	packed counter
	zip    *gzip.Reader
	n      int64
	free   int64
}

// Read unpacks some of the file.
func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.zip.Read(p)
	u.n += int64(n)
	if u.n > u.free && u.n/maxRatio > u.packed.n {
		return n, &Fault{Say: model.Say{
			EN: "it unpacks to more than %d times its length, as no log does", ID: "isinya lebih dari %d kali panjang filenya; log tidak begitu",
		}, Args: []any{maxRatio}}
	}
	return n, u.fault(err)
}

// fault puts an error of unpacking in words; one of the reader stays.
func (u *unpacker) fault(err error) error {
	if err == nil || errors.Is(err, io.EOF) || u.packed.err != nil {
		return err
	}
	return &Fault{Say: model.Say{EN: "it is packed, and damaged or cut off", ID: "filenya termampat, dan rusak atau terpotong"}}
}

// counter counts what was read of a file, and keeps its error.
type counter struct {
	src io.Reader
	n   int64
	err error
}

// Read reads some of the file.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.src.Read(p)
	c.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}
