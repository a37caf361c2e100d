package remote

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"alur/model"
	"alur/store"
	"alur/ui"
	"alur/ui/remote/join"
)

// call is what the other side asked for. It is read while SSH reads no further
// request of the session, which would change it meanwhile.
type call struct {
	pty         ssh.Pty
	changes     <-chan ssh.Window
	drawn       bool
	raw         string
	environment []string
	typed       *typed
	// look is how the screens are wanted.
	look look
	// size is the newest of the window, a tea.WindowSizeMsg.
	size *atomic.Value
}

// called notes what a session asks for: the screens, or a command. There are no
// subsystems.
func (s *server) called(sess ssh.Session, _ string) bool {
	if sess.Subsystem() != "" {
		return false
	}
	c := call{raw: sess.RawCommand(), environment: sess.Environ(), size: &atomic.Value{}}
	c.pty, c.changes, c.drawn = sess.Pty()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[sess] = c
	return true
}

// asked is what a session asked for.
func (s *server) asked(sess ssh.Session) call {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.calls[sess]
	delete(s.calls, sess)
	return c
}

// serve shows the screens to a station, and the door to any other PC. A fault
// of one session ends no other.
func (s *server) serve(ctx context.Context, sess ssh.Session, c call) {
	defer func() {
		if r := recover(); r != nil {
			s.tell(model.Say{EN: "a session broke off: %s", ID: "satu sesi terputus: %s"}, fmt.Sprintf("%v\n%s", r, debug.Stack()))
			_ = sess.Exit(1)
		}
	}()
	status, err := s.answer(ctx, sess, c)
	if err != nil {
		_, _ = fmt.Fprintf(s.lineOf(sess, s.typedRate).errors(), "%s\r\n", model.CleanText(s.words(err)))
		status = statusOf(ctx, c, err)
	}
	_ = sess.Exit(status)
}

// words says what went wrong, and nothing of the shop's PC but that; what nobody
// has words for stands in the lines of the server.
func (s *server) words(err error) string {
	lang, _ := s.lang.Load().(model.Lang)
	lang = cmp.Or(lang, model.English)
	var sentence *told
	if errors.As(err, &sentence) {
		return sentence.text
	}
	if say, known := store.Words(err, model.Say{EN: "The shop's file", ID: "Berkas toko"}); known {
		return say.In(lang)
	}
	s.tell(model.Say{EN: "a call could not be answered: %s", ID: "satu panggilan tidak bisa dijawab: %s"}, err.Error())
	if errors.Is(err, fs.ErrNotExist) {
		return model.Say{
			EN: "The shop's file is not where alur serve had it. What was done is in that file: on the shop's PC put it back to its place, or restore the last backup. Then call again.",
			ID: "Berkas toko tidak ada di tempatnya. Yang sudah dilakukan ada di berkas itu: di PC toko kembalikan ke tempatnya, atau pulihkan cadangan terakhir. Lalu panggil lagi.",
		}.In(lang)
	}
	return model.Say{
		EN: "That did not work on the shop's PC, and alur serve says there why. What was done before is safe. Try again, or ask the owner.",
		ID: "Itu tidak berhasil di PC toko, dan alur serve di sana menyebut sebabnya. Yang sudah dilakukan aman. Coba lagi, atau tanya pemilik.",
	}.In(lang)
}

// statusOf is how a session ends that its person did not end: where it is the
// server that closes, or the shop's file that can't be had just now, a client
// that shows the screens comes again.
func statusOf(ctx context.Context, c call, err error) int {
	_, screens := c.screens()
	if ctx.Err() != nil || screens && (errors.Is(err, store.ErrLocked) || errors.Is(err, fs.ErrNotExist)) {
		return join.Again
	}
	return 1
}

// spoken answers what the shop speaks. Any PC may ask: its door says as much.
// It is how a client hears that the line stands, so it waits for the shop's
// file only the first time.
func (s *server) spoken(ctx ssh.Context, _ *ssh.Server, _ *gossh.Request) (ok bool, lang []byte) {
	if known, ok := s.lang.Load().(model.Lang); ok {
		return true, []byte(known)
	}
	shop, err := s.Store.Shop(ctx)
	if err != nil {
		return false, nil
	}
	s.lang.Store(shop.Lang)
	return true, []byte(shop.Lang)
}

// answer says what becomes of a call, and its exit status.
func (s *server) answer(ctx context.Context, sess ssh.Session, c call) (int, error) {
	key, err := keyOf(sess)
	if err != nil {
		return 0, err
	}
	shop, err := s.Store.Shop(ctx)
	if err != nil {
		return 0, err
	}
	lang := cmp.Or(shop.Lang, model.English)
	s.lang.Store(shop.Lang)
	words, err := wordsOf(c.raw)
	switch {
	case err != nil:
		return 0, sentence(lang, model.Say{
			EN: "That command has an open quote. A text with spaces goes into two sorts of quotes: '\"Bu Rina\"'.",
			ID: "Tanda kutip di perintah itu belum ditutup. Teks dengan spasi ditulis dalam dua macam tanda kutip: '\"Bu Rina\"'.",
		})
	case len(shop.People) == 0:
		return 0, sentence(lang, model.Say{EN: "There is no shop here yet.", ID: "Di sini belum ada toko."})
	}
	var drawn bool
	switch c.look, drawn = c.screens(); {
	case drawn:
		lang = cmp.Or(c.look.lang, lang)
	case len(words) > 0:
		return s.command(sess, c, key, words[1:], lang)
	default:
		return 0, sentence(lang, model.Say{
			EN: "The screens need a terminal: ssh -t.",
			ID: "Layarnya perlu terminal: ssh -t.",
		})
	}
	c.typed = typing(sess.Context(), s.lineOf(sess, s.typedRate))
	for station := shop.StationOf(key); station == nil; station = shop.StationOf(key) {
		if err := s.door(ctx, sess, c, key, lang); err != nil {
			return 0, err
		}
		if shop, err = s.Store.Shop(ctx); err != nil {
			return 0, err
		}
		if shop.StationOf(key) == nil {
			return 0, nil // The PC has hung up, or alur is being stopped.
		}
	}
	return 0, s.screens(ctx, sess, c, shop.StationOf(key), lang)
}

// keyOf is the key that the other side has proved to have: the server admits
// nobody without one, and takes it from what authenticated.
func keyOf(sess ssh.Session) (string, error) {
	key := sess.PublicKey()
	if key == nil {
		return "", fmt.Errorf("no key")
	}
	return model.StationKey(strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key))))
}

// screens runs the screens of a station until its person leaves.
func (s *server) screens(ctx context.Context, sess ssh.Session, c call, station *model.Station, lang model.Lang) error {
	name := station.Name
	o := c.look.on(s.Screens(ui.Options{Store: s.Store, Context: sess.Context(), Station: name, Remote: c.away(sess.LocalAddr()), IdleEnd: s.IdleEnd}))
	s.tell(model.Say{EN: "%s opened the screens", ID: "%s membuka layar"}, name)
	last, ok := s.seated(ctx, s.lineOf(sess, s.typedRate), c, station, o)
	if !ok {
		return sentence(lang, model.Say{EN: "Too many screens are open already.", ID: "Sudah terlalu banyak layar terbuka."})
	}
	s.tell(model.Say{EN: "%s closed them", ID: "%s menutupnya"}, name)
	if ctx.Err() != nil {
		return sentence(lang, model.Say{
			EN: "alur was stopped on the shop's PC. Nothing is lost: what you typed is kept.",
			ID: "alur dihentikan di PC toko. Tidak ada yang hilang: yang sudah diketik tersimpan.",
		})
	}
	if why := ui.Unused(last); why != "" {
		return &told{why}
	}
	if shop, err := s.Store.Shop(ctx); err == nil && shop.StationOf(station.Key) == nil {
		if removed, err := s.Store.StationRemoved(ctx, station.Key); err == nil && !removed {
			return sentence(lang, model.Say{
				EN: "The shop was restored to a time before this PC was let in. What was done here since is in the file that was kept beside it. Ask the owner; calling again shows the code of this PC.",
				ID: "Toko dipulihkan ke waktu sebelum PC ini diizinkan. Yang dilakukan di sini sejak itu ada di berkas yang disimpan di sampingnya. Tanyakan pemilik; memanggil lagi menampilkan kode PC ini.",
			})
		}
		return sentence(lang, model.Say{
			EN: "This PC is no longer let in: it was removed on the shop's PC. Nothing is lost. Ask the owner; calling again shows its code.",
			ID: "PC ini tidak diizinkan lagi: sudah dihapus di PC toko. Tidak ada yang hilang. Tanyakan pemilik; memanggil lagi menampilkan kodenya.",
		})
	}
	return nil
}

func (s *server) tell(what model.Say, args ...any) {
	if s.Tell != nil {
		s.Tell(model.Reason{Say: what, Args: args})
	}
}

// told is an error in words for people.
type told struct{ text string }

func (t *told) Error() string { return t.text }

func sentence(lang model.Lang, say model.Say, args ...any) error {
	return &told{say.In(lang, args...)}
}
