package remote

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"charm.land/ssh"

	"alur/model"
)

// Command is one command line of a station.
type Command struct {
	// Args are the words without the name of the program.
	Args    []string
	Station string
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
	// Secret asks for a text that is not shown; nil without a terminal.
	Secret func(prompt string) (string, error)
	// Typed are the lines that are typed at a terminal, shown as they are; nil
	// without one.
	Typed io.Reader
}

// Plainly is the flag of a talk in plain lines, which waits for people as the
// screens do.
const Plainly = "--plain"

// command runs a command of a station; any other PC is told its code.
func (s *server) command(sess ssh.Session, c call, key string, args []string, lang model.Lang) (int, error) {
	ctx, done := context.WithCancel(sess.Context())
	defer done()
	shop, err := s.Store.Shop(ctx)
	if err != nil {
		return 0, err
	}
	station := shop.StationOf(key)
	if station == nil {
		r, err := s.request(ctx, sess, key)
		if err != nil {
			return 0, err
		}
		if !r.Removed.IsZero() {
			return 0, sentence(lang, model.Say{
				EN: "This PC was removed on the shop's PC, and is not let in. It asks anew, by the code %s. If that is right, the owner types there: alur station approve %[1]s NAME. Then call again.",
				ID: "PC ini sudah dihapus di PC toko, dan tidak diizinkan. PC ini meminta lagi, dengan kode %s. Kalau memang benar, pemilik mengetik di sana: alur station approve %[1]s NAMA. Lalu panggil lagi.",
			}, r.Code)
		}
		return 0, sentence(lang, model.Say{
			EN: "This PC is not let in yet. Its code is %s. On the shop's PC the owner opens F10, Other PCs, or types: alur station approve %[1]s NAME. Then call again.",
			ID: "PC ini belum diizinkan. Kodenya %s. Di PC toko, pemilik membuka F10, PC lain, atau mengetik: alur station approve %[1]s NAMA. Lalu panggil lagi.",
		}, r.Code)
	}
	wire := s.lineOf(sess, s.sentRate)
	leave, ok := s.begin(ctx, &session{kind: command, key: key, end: done, cut: wire.cut})
	if !ok {
		return 0, sentence(lang, model.Say{EN: "Too many commands run already. Try again in a moment.", ID: "Sudah terlalu banyak perintah berjalan. Coba lagi sebentar lagi."})
	}
	defer leave()
	silent, asking := s.silentTime, wire.errors()
	if slices.Contains(args, Plainly) {
		asking = wire // A talk is one stream, or its lines would come in any order.
		if s.IdleEnd > 0 {
			silent = s.IdleEnd
		}
	}
	in := input(ctx, wire, silent)
	cmd := Command{Args: args, Station: station.Name, Stdin: in, Stdout: wire, Stderr: wire.errors()}
	if c.drawn {
		keys := &keyboard{in: in, out: asking, end: done}
		cmd.Stdin, cmd.Secret, cmd.Typed = strings.NewReader(""), keys.secret, &typedLines{keys: &keyboard{in: in, out: wire, end: done}}
	}
	return s.Options.Command(ctx, cmd), nil
}

// ErrSilent says that nothing came for too long.
var ErrSilent = errors.New("nothing came for too long")

// waited is what a command reads: it ends with the command, and does not wait
// for ever.
type waited struct {
	*io.PipeReader
	silent time.Duration
}

// input is what comes in over a line, as long as ctx is not done.
func input(ctx context.Context, from io.Reader, silent time.Duration) *waited {
	r, w := io.Pipe()
	context.AfterFunc(ctx, func() { _ = w.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(w, from)
		_ = w.CloseWithError(err) // It never fails.
	}()
	return &waited{r, silent}
}

// Read is that of io.Reader.
func (w *waited) Read(p []byte) (int, error) {
	t := time.AfterFunc(w.silent, func() { _ = w.CloseWithError(ErrSilent) })
	defer t.Stop()
	return w.PipeReader.Read(p)
}
