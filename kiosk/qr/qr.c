#include "qr/qr.h"

#include <qrencode.h>
#include <string.h>

enum { ECI_UTF8 = 26 };

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

static QRcode *encode(const char *text, QRecLevel level)
{
	QRinput *in = QRinput_new2(0, level);
	if (!in)
		return NULL;
	bool ok = is_ascii(text) || QRinput_appendECIheader(in, ECI_UTF8) == 0;
	ok = ok && QRinput_append(in, QR_MODE_8, (int)strlen(text), (const unsigned char *)text) == 0;
	QRcode *code = ok ? QRcode_encodeInput(in) : NULL;
	QRinput_free(in);
	return code;
}

bool qr_make(struct qr *out, const char *text, enum qr_level level, struct err *e)
{
	static const QRecLevel levels[] = { [QR_LOW] = QR_ECLEVEL_L, [QR_MEDIUM] = QR_ECLEVEL_M,
					    [QR_QUARTER] = QR_ECLEVEL_Q, [QR_HIGH] = QR_ECLEVEL_H };
	QRcode *code = text[0] ? encode(text, levels[level]) : NULL;
	if (!code || code->width > QR_SIDE_MAX) {
		QRcode_free(code);
		return err_set(e, ERR_UNSUPPORTED, "this text of %zu bytes fits in no QR code", strlen(text));
	}
	*out = (struct qr){ .side = code->width };
	for (int i = 0; i < code->width * code->width; i++)
		out->dark[i] = code->data[i] & 1;
	QRcode_free(code);
	return true;
}
