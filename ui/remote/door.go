package remote

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"

	"alur/model"
	"alur/store"
	"alur/ui"
)

// door shows a PC that was not let in yet the code by which the owner knows it,
// and waits until the owner has, or the PC hangs up.
func (s *server) door(ctx context.Context, sess ssh.Session, c call, key string, lang model.Lang) error {
	request, err := s.request(ctx, sess, key)
	if err != nil {
		return err
	}
	if _, ok := s.run(atDoor, key, s.lineOf(sess, s.typedRate), c, doorModel{code: request.Code, removed: !request.Removed.IsZero(), lang: lang}); !ok {
		return sentence(lang, model.Say{EN: "Too many PCs ask to be let in. Try again later.", ID: "Terlalu banyak PC meminta izin. Coba lagi nanti."})
	}
	return nil
}

// request notes that a PC asks to be let in.
func (s *server) request(ctx context.Context, sess ssh.Session, key string) (store.StationRequest, error) {
	r, err := s.Store.RequestStation(ctx, key, hostOf(sess.RemoteAddr().String()))
	if err == nil {
		s.tell(model.Say{EN: "a PC at %s asks to be let in: alur station approve %s NAME", ID: "PC di %s meminta izin: alur station approve %s NAMA"}, r.From, r.Code)
	}
	return r, err
}

// hostOf is an address without its port.
func hostOf(addr string) string {
	if i := strings.LastIndex(addr, ":"); i > 0 {
		return strings.Trim(addr[:i], "[]")
	}
	return addr
}

// doorModel is all that an unknown PC ever sees.
type doorModel struct {
	code string
	// removed is true where it was let in once.
	removed bool
	lang    model.Lang
}

// Init asks for nothing.
func (doorModel) Init() tea.Cmd { return nil }

// Update ends the wait when somebody gives up.
func (d doorModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case ui.Closing:
		return d, tea.Quit
	case tea.KeyPressMsg:
		switch msg.String() {
		case "ctrl+c", "ctrl+q", "esc", "q":
			return d, tea.Quit
		}
	}
	return d, nil
}

// View shows the code.
func (d doorModel) View() tea.View {
	first := model.Say{EN: "This PC is not let in yet. Its code is", ID: "PC ini belum diizinkan. Kodenya"}
	if d.removed {
		first = model.Say{EN: "This PC was removed on the shop's PC. It asks anew, by the code", ID: "PC ini sudah dihapus di PC toko. PC ini meminta lagi, dengan kode"}
	}
	lines := []string{
		"",
		"  " + first.In(d.lang),
		"",
		"      " + d.code,
		"",
		"  " + model.Say{EN: "On the shop's PC the owner opens F10, Other PCs, or types:", ID: "Di PC toko, pemilik membuka F10, PC lain, atau mengetik:"}.In(d.lang),
		"      alur station approve " + d.code + " " + model.Say{EN: "NAME", ID: "NAMA"}.In(d.lang),
		"  " + model.Say{EN: "Then the screens open here by themselves.", ID: "Lalu layarnya terbuka sendiri di sini."}.In(d.lang),
		"",
		"  " + model.Say{EN: "Esc gives up.", ID: "Esc membatalkan."}.In(d.lang),
	}
	v := tea.NewView(strings.Join(lines, "\n"))
	v.AltScreen = true
	return v
}
