package cli

import (
	"io"
	"os"

	"alur/model"
)

// standardInput is how a command is told to read its file from there.
const standardInput = "-"

// input opens a file that a person names, and says how large it is; 0 where
// that is unknown.
func (a *app) input(name string) (io.ReadCloser, int64, error) {
	if name == standardInput {
		return io.NopCloser(a.env.Stdin), 0, nil
	}
	if a.env.Caller != nil {
		return nil, 0, fail(model.Say{
			EN: "Over SSH no file of the shop's PC is read. Send yours: name - and give the file, as in < %s",
			ID: "Lewat SSH berkas di PC toko tidak dibaca. Kirim milik Anda: sebut - dan beri berkasnya, misalnya < %s",
		}, name)
	}
	f, err := os.Open(name) //nolint:gosec // The person names the file.
	if err != nil {
		return nil, 0, cannotRead(name, err)
	}
	info, err := f.Stat()
	if err != nil {
		return f, 0, nil //nolint:nilerr // It can be read all the same.
	}
	return f, info.Size(), nil
}
